namespace PrivacyGateway.Faults.Measuring;

internal static class Percentile
{
    /// <returns>In milliseconds.</returns>
    public static double Compute(IEnumerable<TimeSpan> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * part)].TotalMilliseconds;
    }
}
