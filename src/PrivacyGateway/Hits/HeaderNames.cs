namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for headers. Headers are default-deny: one without a row never passes, in either direction.
/// </summary>
internal static class HeaderNames
{
    /// <summary>Set by the gateway itself on identified hits; a client's is dropped.</summary>
    public const string ClientAddress = "X-WT-IP";

    /// <summary>Marks what has been through this gateway (RFC 8586).</summary>
    public const string Loop = "CDN-Loop";

    /// <summary>Our name in it.</summary>
    public const string LoopToken = "privacy-gateway";

    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        .. Rows(Place.RequestHeader, Kind.Transport, "1.5", "accept", "accept-language", "user-agent", "content-type"),
        .. Rows(
            Place.RequestHeader, Kind.Browser, "1.5",
            "referer", "origin", "accept-encoding", "content-encoding", "sec-ch-*", "sec-fetch-*",
            "if-none-match", "if-modified-since", "dnt", "sec-gpc"),
        .. Rows(
            Place.ResponseHeader, Kind.Transport, "1.6",
            "content-type", "content-length", "content-encoding", "content-language", "cache-control", "pragma", "expires", "date", "vary",
            "retry-after", "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods",
            "access-control-allow-headers"),
        .. Rows(Place.ResponseHeader, Kind.Browser, "1.6", "etag", "last-modified"),
    ];

    private static IEnumerable<VocabularyEntry> Rows(Place place, Kind kind, string source, params string[] names) =>
        names.Select(name => new VocabularyEntry(place, name, kind, source));
}
