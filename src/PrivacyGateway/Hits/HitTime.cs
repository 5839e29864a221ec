using System.Buffers;
using System.Globalization;

namespace PrivacyGateway.Hits;

/// <summary>When the browser made a hit, by its own clock: milliseconds in the page field. (Protocol §1.3.)</summary>
internal static class HitTime
{
    /// <summary>Also the digits that the pixel's own queue looks for.</summary>
    private const int Digits = 13;

    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789"u8);

    /// <summary>
    /// Longer than a page's hit takes to arrive, shorter than the pixel's queue waits before it sends a hit again. A click within this time
    /// can still come between a hit and its cookies.
    /// </summary>
    public static TimeSpan Leeway { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the hit and its cookies are of one moment: false for a hit that waited in the pixel's queue, or that is of another time by its own clock.
    /// A hit without a time is of the moment.
    /// </summary>
    public static bool IsCurrent(Hit hit, DateTimeOffset now) =>
        Read(hit) is not { } made || Math.Abs(now.ToUnixTimeMilliseconds() - made) <= Leeway.TotalMilliseconds;

    /// <summary>Null where the hit has none.</summary>
    private static long? Read(Hit hit)
    {
        var fields = new ParameterValues(hit, Dialect.PageField);
        while (fields.MoveNext())
        {
            if (Find(fields.Current) is { } time)
                return time;
        }

        return null;
    }

    /// <summary>From the end, because a page's name may hold numbers too.</summary>
    private static long? Find(ReadOnlySpan<byte> field)
    {
        for (int comma; (comma = field.LastIndexOf((byte)',')) >= 0; field = field[..comma])
        {
            var part = field[(comma + 1)..];
            if (part.Length == Digits && !part.ContainsAnyExcept(Numbers))
                return long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return null;
    }
}
