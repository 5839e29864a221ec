namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for cookies. A cookie without a row is the site's own and never reaches the track domain.
/// </summary>
internal static class CookieNames
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        // In all generations of the pixel and of the track server.
        Row("wtstp_eid", Kind.EverId, "4.1"),
        Row("wtstp_sid", Kind.Identity, "4.1"),
        Row("wt3_eid", Kind.EverId, "4.1"),
        Row("wt3_sid", Kind.Identity, "4.1"),
        Row("wt_eid", Kind.EverId, "4.1"),
        Row("wt_sid", Kind.Identity, "4.1"),
        Row("wteid_*", Kind.EverId, "4.2"),
        Row("wtsid_*", Kind.Identity, "4.2"),
        Row("eid", Kind.EverId, "2.1"),
        Row("sid", Kind.Identity, "erratum 6"),

        // Rate limiter, campaign and session helpers.
        Row("wtstp_*", Kind.Analytics, "4.1"),
        Row("wt3_*", Kind.Analytics, "4.1"),
        Row("wt_*", Kind.Analytics, "4.1"),
    ];

    private static VocabularyEntry Row(string name, Kind kind, string source) => new(Place.Cookie, name, kind, source);
}
