using System.Buffers;
using System.Globalization;

namespace PrivacyGateway.Hits;

/// <summary>The time of a hit by the browser's clock, in milliseconds in the <c>p</c> parameter. (Protocol §1.3.)</summary>
internal static class HitTime
{
    /// <summary>The pixel's own queue looks for the same number of digits.</summary>
    private const int Digits = 13;

    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789"u8);

    /// <summary>
    /// Longer than a page's hit takes to arrive, shorter than the pixel's queue waits before it resends a hit. Within this time, a click
    /// can still change the cookies between the hit's creation and its arrival.
    /// </summary>
    public static TimeSpan Leeway { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether the cookies were current when the hit was created: false for a hit that waited in the pixel's queue, or whose clock is off.
    /// A hit without a time counts as current.
    /// </summary>
    public static bool IsCurrent(Hit hit, DateTimeOffset now) =>
        ReadTime(hit) is not { } created || Math.Abs(now.ToUnixTimeMilliseconds() - created) <= Leeway.TotalMilliseconds;

    /// <summary>Returns null if the hit has no time.</summary>
    private static long? ReadTime(Hit hit)
    {
        var fields = new ParameterValues(hit, Dialect.PageField);
        while (fields.MoveNext())
        {
            if (FindTime(fields.Current) is { } time)
                return time;
        }

        return null;
    }

    /// <summary>Searches from the end, because a page's name may contain numbers too.</summary>
    private static long? FindTime(ReadOnlySpan<byte> field)
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
