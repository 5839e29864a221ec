using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// The tracker's dialect: its paths, its marker, the shape of its batch. A second tracker would be a second dialect,
/// not a second gateway. (Protocol §1.1, §1.7, §3.)
/// </summary>
internal static class Dialect
{
    /// <summary>The parameter that says "this hit is anonymous".</summary>
    public const string Marker = "nc";

    /// <summary>The list of page, screen, time and referrer that leads every hit.</summary>
    public const string PageField = "p";

    /// <summary>The ever-id: its presence in a hit shows that the browser keeps one.</summary>
    public const string EverId = "eid";

    /// <summary>The pixel's list of its features: in every hit that a page sends.</summary>
    public const string Features = "pf";

    /// <summary>The pixel's obfuscation appends 5 to 14 characters; a longer suffix could be an id. (Protocol §1.1.)</summary>
    private const int LongestSuffix = 14;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> TrackingSuffix = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>The marker as it is sent.</summary>
    public static ReadOnlySpan<byte> MarkerPair => "nc=1"u8;

    /// <summary>
    /// What a path asks for. Only the pixel's own spelling counts: a path in another case or with escapes is
    /// <see cref="HitKind.Unknown"/>, because the track domain may read it differently than we do.
    /// </summary>
    public static HitKind Classify(ReadOnlySpan<byte> path)
    {
        if (!TryTakeTrackIds(path, out var resource))
            return HitKind.Unknown;

        if (IsTracking(resource))
            return HitKind.Tracking;

        return resource switch
        {
            _ when resource.SequenceEqual("batch"u8) => HitKind.Batch,
            _ when resource.SequenceEqual("optout"u8) || resource.SequenceEqual("optout.php"u8) => HitKind.OptOut,
            _ when resource.SequenceEqual("cc"u8) => HitKind.CookieControl,
            _ when resource.SequenceEqual("hm"u8) || resource.SequenceEqual("hm.pl"u8) => HitKind.Tracking,
            _ when resource.SequenceEqual("cdb"u8) || resource.SequenceEqual("cdb.pl"u8) => HitKind.CrossDevice,
            _ => HitKind.Unknown,
        };
    }

    private static bool IsTracking(ReadOnlySpan<byte> resource) =>
        resource.StartsWith("wt"u8)
        && (resource.SequenceEqual("wt.pl"u8) || (resource.Length <= "wt".Length + LongestSuffix && !resource.ContainsAnyExcept(TrackingSuffix)));

    /// <summary>Splits <c>/111111111111111,222222222222222/wt</c> behind its list of 15-digit track ids.</summary>
    private static bool TryTakeTrackIds(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> resource)
    {
        const int TrackIdLength = 15;
        resource = default;
        if (path.IsEmpty || path[0] != '/')
            return false;

        var rest = path[1..];
        while (rest.Length > TrackIdLength && !rest[..TrackIdLength].ContainsAnyExcept(Digits))
        {
            var separator = rest[TrackIdLength];
            rest = rest[(TrackIdLength + 1)..];
            if (separator == '/')
            {
                resource = rest;
                return true;
            }

            if (separator != ',')
                return false;
        }

        return false;
    }
}
