using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>
/// The pixel's wire protocol: its paths, its marker, the form of its batches. (Protocol §1.1, §1.7, §3.)
/// </summary>
internal static class Dialect
{
    /// <summary>The parameter that marks a hit as anonymous.</summary>
    public const string Marker = "nc";

    /// <summary>The first parameter of every hit: a list of page, screen, time and referrer.</summary>
    public const string PageField = "p";

    /// <summary>The ever-id. Its presence shows that the browser stores one.</summary>
    public const string EverId = "eid";

    /// <summary>The list of the pixel's features, present in every hit that a page sends.</summary>
    public const string Features = "pf";

    /// <summary>The pixel's obfuscation appends 5 to 14 characters; a longer suffix could be an id. (Protocol §1.1.)</summary>
    private const int MaxSuffixLength = 14;

    /// <summary>Pages report to one account, rarely to two or three. A longer list could carry an identifier.</summary>
    private const int MaxTrackIds = 4;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789"u8);
    private static readonly SearchValues<byte> TrackingSuffix = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-"u8);

    /// <summary>The marker on the wire.</summary>
    public static ReadOnlySpan<byte> MarkerPair => "nc=1"u8;

    /// <summary>Replaces a personal value. It is not an identifier under any name.</summary>
    public static ReadOnlySpan<byte> Redacted => "(redacted)"u8;

    /// <summary>
    /// Classifies a path. Only the pixel's own spelling is recognized: a path in another case or with escapes is
    /// <see cref="HitKind.Unknown"/>, because the track domain might read it differently.
    /// </summary>
    public static HitKind Classify(ReadOnlySpan<byte> path)
    {
        if (!TrySplitTrackIds(path, out var resource))
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

    /// <summary>Removes the pixel's random suffix from a tracking path: it carries no information and could be an identifier.</summary>
    public static ReadOnlySpan<byte> StripSuffix(ReadOnlySpan<byte> path)
    {
        var resource = path[(path.LastIndexOf((byte)'/') + 1)..];
        return resource.StartsWith("wt"u8) && !resource.SequenceEqual("wt.pl"u8)
            ? path[..(path.Length - resource.Length + "wt".Length)] : path;
    }

    private static bool IsTracking(ReadOnlySpan<byte> resource) =>
        resource.StartsWith("wt"u8)
        && (resource.SequenceEqual("wt.pl"u8)
            || (resource.Length <= "wt".Length + MaxSuffixLength && !resource.ContainsAnyExcept(TrackingSuffix)));

    /// <summary>Splits <c>/111111111111111,222222222222222/wt</c> after its list of 15-digit track ids.</summary>
    private static bool TrySplitTrackIds(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> resource)
    {
        const int TrackIdLength = 15;
        resource = default;
        if (path.IsEmpty || path[0] != '/')
            return false;

        var rest = path[1..];
        for (var ids = 0; ids < MaxTrackIds && rest.Length > TrackIdLength && !rest[..TrackIdLength].ContainsAnyExcept(Digits); ids++)
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
