namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for query, form and batch parameters. More identifying categories come first.
/// </summary>
internal static class ParameterNames
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        // Identifiers of a person, device or session.
        Row("eid", DataCategory.Identity, "2.1"),
        Row("sid", DataCategory.Identity, "erratum 6"),
        Row("ceid", DataCategory.Identity, "2.1"),
        Row("one", DataCategory.Identity, "2.1"),
        Row("fns", DataCategory.Identity, "2.1"),
        Row("ui5", DataCategory.Identity, "2.1"),
        Row("cdb*", DataCategory.Identity, "2.1"),
        Row("geid", DataCategory.Identity, "4.1"),
        Row("feid", DataCategory.Identity, "4.1"),
        Row("fweid", DataCategory.Identity, "4.1"),
        Row("x-wt-*", DataCategory.Identity, "2.1"),
        Row("x_wt_*", DataCategory.Identity, "2.1"),
        Row("mcp_eid", DataCategory.Identity, "8, G29"),
        Row("x-wt-ua", DataCategory.Identity, "2.1") with { HasCommonValue = true },
        Row("x-wt-sec-ch-*", DataCategory.Identity, "2.1") with { HasCommonValue = true },
        Row("x_wt_ua", DataCategory.Identity, "2.1") with { HasCommonValue = true },
        Row("x_wt_sec_ch_*", DataCategory.Identity, "2.1") with { HasCommonValue = true },

        // The same identifiers under the names they have in page URLs, cookies and hand-over links.
        Row("wteid*", DataCategory.Identity, "4.2"),
        Row("wtsid*", DataCategory.Identity, "4.2"),
        Row("rn_wteid*", DataCategory.Identity, "1.1"),
        Row("wtstp_*", DataCategory.Identity, "4.1"),
        Row("wt3_*", DataCategory.Identity, "4.1"),
        Row("wt_eid", DataCategory.Identity, "4.1"),
        Row("wt_sid", DataCategory.Identity, "4.1"),
        Row("wt_t", DataCategory.Identity, "4.1"),
        Row("wt_cd", DataCategory.Identity, "4.1"),
        Row("wt_ref", DataCategory.Identity, "4.1"),
        Row("wt_geid", DataCategory.Identity, "4.1"),
        Row("wt_feid", DataCategory.Identity, "4.1"),
        Row("wt_fweid", DataCategory.Identity, "4.1"),
        Row("wt_cdbeid", DataCategory.Identity, "4.1"),
        Row("wt_ccdid", DataCategory.Identity, "4.1"),
        Row("drsp", DataCategory.Identity, "4.1"),

        Row("uc700..713", DataCategory.Contact, "2.1"),

        .. ClickIdNames.Entries,
        .. PersonalNames.Entries,

        // Customer data of the site owner. At the standard level, suppressParameter decides about it.
        Row("cd", DataCategory.Customer, "2.1"),
        Row("uc#", DataCategory.Customer, "2.1"),
        Row("er#", DataCategory.Customer, "2.1"),
        Row("eaj", DataCategory.Customer, "2.1"),
        Row("ecw*", DataCategory.Customer, "2.1"),
        Row("oi", DataCategory.Customer, "2.1") with { IsCommerce = true },
        Row("vc#", DataCategory.Customer, "2.1"),
        Row("xlc#", DataCategory.Customer, "2.1"),

        Row("fpv", DataCategory.TemporarySession, "2.1"),
        Row("fpt", DataCategory.TemporarySession, "2.1"),

        Row("hm_ts", DataCategory.Fingerprint, "1.4"),
        Row("np", DataCategory.Fingerprint, "1.4"),
        Row("tz", DataCategory.Fingerprint, "1.4"),

        Row(Dialect.Marker, DataCategory.Marker, "3"),
        Row(Dialect.PageField, DataCategory.Page, "1.3"),

        // Campaigns and referrers in page URLs.
        Row("mc", DataCategory.Campaign, "1.4"),
        Row("wt_mc*", DataCategory.Campaign, "1.4"),
        Row("utm_*", DataCategory.Campaign, "Google Analytics"),
        Row("rf", DataCategory.Referrer, "1.4"),
        Row("referrer", DataCategory.Referrer, "HTML"),
        Row("referer", DataCategory.Referrer, "RFC 9110"),

        .. new[] { "ba", "co", "qn", "plp", "ov" }.Select(name => Row(name, DataCategory.Content, "1.4") with { IsCommerce = true }),

        // Describes the page view.
        .. new[]
        {
            "pf", "la", "pu", "ct", "is", "st", "cr", "mca", "fn", "ft", "mi", "mk", "mt1", "mt2",
            "bw", "vol", "pec", "tb", "rla", "fsn", "eor", "cs#", "ck#", "cp#", "cg#", "cb#", "cc#", "ca#", "ce#", "mut#", "mg#",
            "duration", "redirect",
        }.Select(name => Row(name, DataCategory.Content, "1.4")),
    ];

    private static VocabularyEntry Row(string name, DataCategory category, string source) =>
        new(NameLocation.Parameter, name, category, source);
}
