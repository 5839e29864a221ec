using PrivacyGateway.Consent;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Written by hand from the pixel's rules. The policies name <c>miCookieOptOut</c>, those called <c>renamed</c> name <c>shopChoice</c>.
/// <c>page</c> is a page of the same site, with the cookies that the pixel's script always sets.
/// </summary>
internal static class PageComparisonTable
{
    public const string Eid = "p=600,home&pf=112&eid=2179545526366131190";
    public const string Marked = "p=600,home&pf=112&nc=1";
    public const string ServerCookieMode = "p=600,home&pf=112";

    private const string Optin = "opt-in";
    private const string Optout = "opt-out";

    /// <summary>Policy, origin of the hit, its cookies beside the script's own, its query, and the counted mismatch.</summary>
    public static IReadOnlyList<(string Policy, string From, string Cookies, string Query, string? Kind)> Rows { get; } =
    [
        // Page and policy agree.
        (Optin, "page", "", Marked, null),
        (Optin, "page", "miCookieOptOut=1", Eid, null),
        (Optin, "page", "miCookieOptOut=", Marked, null),
        (Optout, "page", "", Eid, null),
        (Optout, "page", "miCookieOptOut=", Eid, null),
        (Optout, "page", "miCookieOptOut=1", Marked, null),
        (Optout, "page", "miCookieOptOut=0", Marked, null),
        (Optout, "page", "miCookieOptOut=1; wtstp_eid=2179545526366131190", Marked, null),
        ("off", "page", "", Eid, null),
        ("off", "page", "miCookieOptOut=1", Eid, null),

        // Opt-in policy, opt-out page: the specification's literal page 3.2.
        (Optin, "page", "", Eid, PageMismatch.IdentifiedWithoutConsent),
        (Optin, "page", "", ServerCookieMode, PageMismatch.IdentifiedWithoutConsent),
        (Optin, "page", "miCookieOptOut=", Eid, PageMismatch.IdentifiedWithoutConsent),
        (Optin, "page", "miCookieOptOut=1", Marked, PageMismatch.MarkedDespiteConsent),
        (Optin, "page", "miCookieOptOut=1; miCookieOptOut=1", Marked, PageMismatch.MarkedDespiteConsent),

        // Opt-out policy, opt-in page.
        (Optout, "page", "miCookieOptOut=1", Eid, PageMismatch.IdentifiedDespiteOptOut),
        (Optout, "page", "miCookieOptOut=0", Eid, PageMismatch.IdentifiedDespiteOptOut),
        (Optout, "page", "miCookieOptOut=1", ServerCookieMode, PageMismatch.IdentifiedDespiteOptOut),
        (Optout, "page", "", Marked, PageMismatch.MarkedWithoutOptOut),
        (Optout, "page", "miCookieOptOut=", Marked, PageMismatch.MarkedWithoutOptOut),

        // The page follows a cookie that the policy does not name.
        ("opt-in renamed", "page", "miCookieOptOut=1", Eid, PageMismatch.OtherCookieName),
        ("opt-in renamed", "page", "MICOOKIEOPTOUT=yes", Eid, PageMismatch.OtherCookieName),
        ("opt-in renamed", "page", "shopchoice=1", Eid, PageMismatch.OtherCookieName),
        ("opt-out renamed", "page", "miCookieOptOut=1", Marked, PageMismatch.OtherCookieName),
        (Optin, "page", "my_optout=1", Eid, PageMismatch.OtherCookieName),
        (Optin, "page", "track-opt-in=1", Eid, PageMismatch.OtherCookieName),
        (Optout, "page", "my_optout=1", Marked, PageMismatch.OtherCookieName),
        (Optout, "page", "anonymousTracking=1", Marked, PageMismatch.OtherCookieName),
        (Optin, "page", "my_optout=0", Eid, PageMismatch.IdentifiedWithoutConsent),
        (Optin, "page", "cookieconsent=1", Eid, PageMismatch.IdentifiedWithoutConsent),
        (Optout, "page", "miCookieOptOutTakenBack=1", Marked, PageMismatch.MarkedWithoutOptOut),
        (Optin, "page", "my_optout=1", Marked, null),
        (Optout, "page", "my_optout=1", Eid, null),

        // The policy has no anonymous function.
        ("off", "page", "", Marked, PageMismatch.MarkedWhileFunctionOff),
        ("off", "page", "miCookieOptOut=1", Marked, PageMismatch.MarkedWhileFunctionOff),

        // Read differently on purpose, and counted elsewhere.
        (Optin, "page", "miCookieOptOut=0", Eid, null),
        (Optin, "page", "miCookieOptOut=1; miCookieOptOut=2", Eid, null),
        (Optout, "page", "MICOOKIEOPTOUT=1", Eid, null),
        ("opt-in with platform", "page", "", Eid, null),
        ("opt-in with platform", "page", "CookieConsent=-1", Eid, null),

        // Another signal makes it anonymous; page and cookie agree.
        ("opt-in with gpc", "page gpc", "miCookieOptOut=1", Eid, null),
        ("opt-out with gpc", "page gpc", "", Eid, null),

        // No tracking at all.
        (Optin, "page", "miCookieOptOut=1; webtrekkOptOut=1", Marked, null),
        (Optout, "page", "webtrekkOptOut=1", Marked, null),

        // Shadow mode decides the same.
        ("opt-in shadow", "page", "", Eid, PageMismatch.IdentifiedWithoutConsent),
        ("opt-in shadow", "page", "miCookieOptOut=1", Marked, PageMismatch.MarkedDespiteConsent),

        // Browsers without Sec-Fetch headers: the script's cookies show that cookies arrive; a server's do not.
        (Optin, "old browser", "", Eid, PageMismatch.IdentifiedWithoutConsent),
        (Optout, "old browser", "", Marked, PageMismatch.MarkedWithoutOptOut),
        (Optin, "app", "", Eid, null),
        (Optin, "app", "wteid_111111111111111=4260000000000000001", Eid, null),
        (Optout, "app", "", Marked, null),
        ("off", "app", "", Marked, null),

        // Pages of another site, and frames of one: cookies cannot be visible, or are another partition's.
        (Optin, "other site", "", Eid, null),
        (Optout, "other site", "", Marked, null),
        (Optin, "other site", "miCookieOptOut=1", Marked, null),
        (Optin, "frame of another site", "miCookieOptOut=1", Marked, null),
        (Optout, "frame of another site", "miCookieOptOut=1", Eid, null),
        ("off", "other site", "", Marked, null),
    ];
}
