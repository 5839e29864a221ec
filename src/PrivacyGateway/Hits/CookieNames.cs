namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for cookies. A cookie without a row is the site's own and never reaches the track domain.
/// </summary>
internal static class CookieNames
{
    /// <summary>The section of the protocol notes about the cookies that the pixel's script sets.</summary>
    private const string ByPage = "4.1";

    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        // In all generations of the pixel and of the track server.
        Row("wtstp_eid", Kind.EverId, ByPage),
        Row("wtstp_sid", Kind.Identity, ByPage),
        Row("wt3_eid", Kind.EverId, ByPage),
        Row("wt3_sid", Kind.Identity, ByPage),
        Row("wt_eid", Kind.EverId, ByPage),
        Row("wt_sid", Kind.Identity, ByPage),
        Row("wteid_*", Kind.EverId, "4.2"),
        Row("wtsid_*", Kind.Identity, "4.2"),
        Row("eid", Kind.EverId, "2.1"),
        Row("sid", Kind.Identity, "erratum 6"),

        // Rate limiter, campaign and session helpers.
        Row("wtstp_*", Kind.Analytics, ByPage),
        Row("wt3_*", Kind.Analytics, ByPage),
        Row("wt_*", Kind.Analytics, ByPage),
    ];

    private static VocabularyEntry Row(string name, Kind kind, string source) => new(Place.Cookie, name, kind, source, IsWrittenByPage: source == ByPage);
}
