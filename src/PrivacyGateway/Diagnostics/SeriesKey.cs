namespace PrivacyGateway.Diagnostics;

/// <summary>The label values of a series, in the order of the counter's labels; unused ones are empty.</summary>
internal readonly record struct SeriesKey(string A, string B = "", string C = "", string D = "", string E = "")
{
    public string this[int index] =>
        index switch { 0 => A, 1 => B, 2 => C, 3 => D, 4 => E, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    /// <summary>
    /// Fast, because each hit calls it several times: only the first label, mostly a route, has many values and is hashed in full.
    /// </summary>
    public override int GetHashCode() =>
        (((((((A.GetHashCode(StringComparison.Ordinal) * 31) + Short(B)) * 31) + Short(C)) * 31) + Short(D)) * 31) + Short(E);

    private static int Short(string value) => value.Length == 0 ? 0 : (value.Length << 16) ^ (value[0] << 8) ^ value[^1];
}
