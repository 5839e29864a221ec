namespace PrivacyGateway.Diagnostics;

/// <summary>The values of a series' labels, in the order of the counter's labels; what is not used is empty.</summary>
internal readonly record struct SeriesKey(string A, string B = "", string C = "", string D = "", string E = "")
{
    public string this[int index] => index switch { 0 => A, 1 => B, 2 => C, 3 => D, 4 => E, _ => throw new ArgumentOutOfRangeException(nameof(index)) };

    /// <summary>Called several times a hit. The first value, mostly a route, may be one of hundreds; the others are few, and written by the operator or in the code.</summary>
    public override int GetHashCode() => (((((((A.GetHashCode(StringComparison.Ordinal) * 31) + Short(B)) * 31) + Short(C)) * 31) + Short(D)) * 31) + Short(E);

    private static int Short(string value) => value.Length == 0 ? 0 : (value.Length << 16) ^ (value[0] << 8) ^ value[^1];
}
