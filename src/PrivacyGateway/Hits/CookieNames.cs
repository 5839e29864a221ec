namespace PrivacyGateway.Hits;

/// <summary>
/// The rows of the <see cref="Vocabulary"/> for cookies. A cookie without a row belongs to the site and is never forwarded.
/// </summary>
internal static class CookieNames
{
    /// <summary>The section of docs/protocol.md about cookies that the pixel's script sets.</summary>
    private const string PageCookiesSection = "4.1";

    private const int EverIdDigits = 19;

    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
    [
        // All generations of the pixel and of the track server.
        Row("wtstp_eid", DataCategory.EverId, PageCookiesSection),
        Row("wtstp_sid", DataCategory.Identity, PageCookiesSection),
        Row("wt3_eid", DataCategory.EverId, PageCookiesSection),
        Row("wt3_sid", DataCategory.Identity, PageCookiesSection),
        Row("wt_eid", DataCategory.EverId, PageCookiesSection),
        Row("wt_sid", DataCategory.Identity, PageCookiesSection),
        Row("wteid_*", DataCategory.EverId, "4.2"),
        Row("wtsid_*", DataCategory.Identity, "4.2"),
        Row("eid", DataCategory.EverId, "2.1"),
        Row("sid", DataCategory.Identity, "erratum 6"),

        // Rate limiter, campaign and session helpers.
        Row("wtstp_*", DataCategory.Analytics, PageCookiesSection),
        Row("wt3_*", DataCategory.Analytics, PageCookiesSection),
        Row("wt_*", DataCategory.Analytics, PageCookiesSection),
    ];

    /// <summary>
    /// Names that shop software uses too: shop systems call their session <c>sid</c>. Only the value shows that such a cookie is the
    /// vendor's, and the gateway never sets one for the shop's whole domain.
    /// </summary>
    public static bool IsShared(ReadOnlySpan<char> name) => name is "eid" or "sid";

    /// <summary>
    /// Whether a cookie of a <see cref="IsShared">shared</see> name can be the
    /// vendor's: 19 digits, or <c>1</c> for <c>sid</c>. (Protocol §2.1, Erratum 6.)
    /// </summary>
    public static bool HasVendorsShape(ReadOnlySpan<char> name, ReadOnlySpan<char> value) =>
        name is "sid" ? value is "1" : value.Length == EverIdDigits && !value.ContainsAnyExceptInRange('0', '9');

    private static VocabularyEntry Row(string name, DataCategory category, string source) =>
        new(NameLocation.Cookie, name, category, source, IsWrittenByPage: source == PageCookiesSection);
}
