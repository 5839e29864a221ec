namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for headers. Headers are default-deny: one without a row is stripped, in either direction.
/// </summary>
internal static class HeaderNames
{
    /// <summary>The gateway sets this header on identified hits and drops the client's.</summary>
    public const string ClientAddress = "X-WT-IP";

    /// <summary>Marks requests that this gateway has forwarded (RFC 8586).</summary>
    public const string Loop = "CDN-Loop";

    /// <summary>This gateway's token in <see cref="Loop"/>.</summary>
    public const string LoopToken = "privacy-gateway";

    /// <summary>The prefix that every browser's <c>User-Agent</c> has. Replaces a value that must not be forwarded.</summary>
    public const string AnyUserAgent = "Mozilla/5.0";

    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        .. Rows(NameLocation.RequestHeader, DataCategory.Transport, "1.5", "accept", "accept-language", "user-agent", "content-type"),
        .. Rows(
            NameLocation.RequestHeader, DataCategory.Browser, "1.5",
            "referer", "origin", "accept-encoding", "content-encoding", "sec-ch-*", "sec-fetch-*",
            "if-none-match", "if-modified-since", "dnt", "sec-gpc"),
        .. Rows(
            NameLocation.ResponseHeader, DataCategory.Transport, "1.6",
            "content-type", "content-length", "content-encoding", "content-language", "cache-control", "pragma", "expires", "date", "vary",
            "retry-after", "access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-methods",
            "access-control-allow-headers"),
        .. Rows(NameLocation.ResponseHeader, DataCategory.Browser, "1.6", "etag", "last-modified"),
    ];

    private static IEnumerable<VocabularyEntry> Rows(NameLocation location, DataCategory category, string source, params string[] names) =>
        names.Select(name => new VocabularyEntry(location, name, category, source));
}
