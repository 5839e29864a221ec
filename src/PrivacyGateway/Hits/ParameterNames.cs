namespace PrivacyGateway.Hits;

/// <summary>The rows of the <see cref="Vocabulary"/> for query, form and batch parameters. More identifying kinds come first.</summary>
internal static class ParameterNames
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        // Identifiers of the person, the device or the session.
        Row("eid", Kind.Identity, "2.1"),
        Row("sid", Kind.Identity, "erratum 6"),
        Row("ceid", Kind.Identity, "2.1"),
        Row("one", Kind.Identity, "2.1"),
        Row("fns", Kind.Identity, "2.1"),
        Row("ui5", Kind.Identity, "2.1"),
        Row("cdb*", Kind.Identity, "2.1"),
        Row("geid", Kind.Identity, "4.1"),
        Row("feid", Kind.Identity, "4.1"),
        Row("fweid", Kind.Identity, "4.1"),
        Row("x-wt-*", Kind.Identity, "2.1"),

        // The same identifiers under the names they have in page addresses, cookies and hand-over links.
        Row("wteid*", Kind.Identity, "4.2"),
        Row("wtsid*", Kind.Identity, "4.2"),
        Row("rn_wteid*", Kind.Identity, "1.1"),
        Row("wtstp_*", Kind.Identity, "4.1"),
        Row("wt3_*", Kind.Identity, "4.1"),
        Row("wt_eid", Kind.Identity, "4.1"),
        Row("wt_sid", Kind.Identity, "4.1"),
        Row("wt_t", Kind.Identity, "4.1"),
        Row("wt_cd", Kind.Identity, "4.1"),
        Row("wt_ref", Kind.Identity, "4.1"),
        Row("wt_geid", Kind.Identity, "4.1"),
        Row("wt_feid", Kind.Identity, "4.1"),
        Row("wt_fweid", Kind.Identity, "4.1"),
        Row("wt_cdbeid", Kind.Identity, "4.1"),
        Row("drsp", Kind.Identity, "4.1"),

        Row("uc700..713", Kind.Contact, "2.1"),

        // What the owner knows about the customer; standard leaves the choice to suppressParameter.
        Row("cd", Kind.Customer, "2.1"),
        Row("uc#", Kind.Customer, "2.1"),
        Row("er#", Kind.Customer, "2.1"),
        Row("eaj", Kind.Customer, "2.1"),
        Row("ecw*", Kind.Customer, "2.1"),
        Row("oi", Kind.Customer, "2.1"),
        Row("vc#", Kind.Customer, "2.1"),
        Row("xlc#", Kind.Customer, "2.1"),

        Row("fpv", Kind.TemporarySession, "2.1"),
        Row("fpt", Kind.TemporarySession, "2.1"),

        Row("np", Kind.Fingerprint, "1.4"),
        Row("tz", Kind.Fingerprint, "1.4"),

        Row(Dialect.Marker, Kind.Marker, "3"),
        Row(Dialect.PageField, Kind.Page, "1.3"),

        // What happened on the page.
        .. new[]
        {
            "pf", "la", "pu", "ct", "is", "ba", "co", "qn", "st", "plp", "ov", "cr", "mc", "mca", "fn", "ft", "mi", "mk", "mt1", "mt2",
            "bw", "vol", "pec", "tb", "rla", "fsn", "eor", "hm_ts", "cs#", "ck#", "cp#", "cg#", "cb#", "cc#", "ca#", "ce#", "mut#", "mg#",
            "duration", "redirect",
        }.Select(name => Row(name, Kind.Content, "1.4")),
    ];

    private static VocabularyEntry Row(string name, Kind kind, string source) => new(Place.Parameter, name, kind, source);
}
