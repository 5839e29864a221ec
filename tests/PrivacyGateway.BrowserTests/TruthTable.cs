using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// Protocol.md, section 2.2: the hits of the real pixel in each situation (the captures' findings, so that a changed
/// pixel is noticed) and, beside them, the hit that must be forwarded under a policy that matches the page.
/// </summary>
internal static class TruthTable
{
    private const string Identified = "fns eid one ui5 cd uc700 uc5 uc7";
    private const string Anonymous = "nc uc700";

    private const string OptIn = """
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": true,
            "suppressParameter": ["cd", "uc5", "uc7"]
          }
        }
        """;

    private const string NothingSuppressed = """
        { "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": false, "suppressParameter": [] } }
        """;

    private const string Beacon = """{ "requestType": "beacon" }""";

    /// <summary>As section 3.2 of the specification prints it.</summary>
    private static readonly string Misspelt = OptIn.Replace("anonymousOptIn", "anononymousOptIn", StringComparison.Ordinal);

    public static IReadOnlyList<TruthTableRow> Rows { get; } =
    [
        new("default, function off", "off", "{}", Identified),
        new("opt-out polarity, no cookie", "optout", PixelPage.OptOut, Identified),
        new("opt-out polarity, cookie", "optout", PixelPage.OptOut, Anonymous) { Cookie = "1", IsForwardedAnonymously = true },
        new("opt-in polarity, no cookie", "optin", OptIn, Anonymous) { IsForwardedAnonymously = true },
        new("opt-in polarity, cookie", "optin", OptIn, Identified) { Cookie = "1" },
        new("the misspelt option, no cookie", "optin", Misspelt, Identified) { IsForwardedAnonymously = true },
        new("opt-in polarity, a value that was not agreed on", "optin", OptIn, Identified) { Cookie = "0", IsForwardedAnonymously = true },
        new("opt-out polarity, cookie value 0", "optout", PixelPage.OptOut, Anonymous) { Cookie = "0", IsForwardedAnonymously = true },
        new("opt-out polarity, empty cookie", "optout", PixelPage.OptOut, Identified) { Cookie = "" },
        new("function off, cookie", "off", "{}", Identified) { Cookie = "1" },
        new("empty suppress list", "unlisted", NothingSuppressed, "nc cd uc700 uc5 uc7")
        {
            Cookie = "1",
            IsForwardedAnonymously = true,
            Allowed = Secrets.CustomerData,
        },
        new("server cookies, identified", "off", "{}", "cd uc700 uc5 uc7 ui5") { CookieMode = "3" },
        new("server cookies, anonymous", "optout", PixelPage.OptOut, Anonymous) { CookieMode = "3", Cookie = "1",
            IsForwardedAnonymously = true },
        new("beacon, anonymous", "optout", new PixelPage("").With(PixelPage.OptOut).With(Beacon).Advanced, Anonymous)
        {
            Cookie = "1",
            IsForwardedAnonymously = true,
        },
    ];
}
