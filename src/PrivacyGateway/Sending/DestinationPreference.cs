namespace PrivacyGateway.Sending;

/// <summary>Which of the available destinations the next hit may go to: those that are well; else those that are late; else one whose break is over.</summary>
internal static class DestinationPreference
{
    /// <typeparam name="T">What stands for a destination.</typeparam>
    /// <param name="available">What the health checks allow.</param>
    /// <param name="find">The destination that one of them stands for.</param>
    /// <param name="except">Those that were tried already; null for none.</param>
    /// <returns>Empty if there is none. As a rule all are well, and nothing is allocated.</returns>
    public static IReadOnlyList<T> Best<T>(IReadOnlyList<T> available, Func<T, Destination> find, IReadOnlySet<Destination>? except)
    {
        var well = Filter(available, find, except, static health => health.IsWell);
        if (well.Count > 0)
            return well;
        var late = Filter(available, find, except, static health => health.State == HealthState.Late);
        return late.Count > 0 ? late : Filter(available, find, except, static health => health.MayTry);
    }

    private static IReadOnlyList<T> Filter<T>(IReadOnlyList<T> available, Func<T, Destination> find, IReadOnlySet<Destination>? except, Func<DestinationHealth, bool> condition)
    {
        var count = 0;
        foreach (var one in available)
            count += Fits(one) ? 1 : 0;
        return count == available.Count ? available : count == 0 ? [] : [.. available.Where(Fits)];

        bool Fits(T one) => find(one) is var destination && except?.Contains(destination) != true && condition(destination.Health);
    }
}
