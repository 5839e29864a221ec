namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>The policies that match the pages' configurations: those that the operator of such a page would write.</summary>
internal static class Policies
{
    /// <summary>Placeholder for the port of the shop's pages.</summary>
    public const string SitePort = "SITE-PORT";

    public const string Off = """
        { "userIdentification": { "enableAnonymousFunction": false } }
        """;

    public const string OptOut = """
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": false,
            "suppressParameter": ["cd", "uc5", "uc7"]
          },
          "cookieDomain": "shop.test"
        }
        """;

    public const string OptIn = """
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": true,
            "suppressParameter": ["cd", "uc5", "uc7"]
          },
          "cookieDomain": "shop.test"
        }
        """;

    /// <summary>The same for a third-party track domain: no cookie domain would cover both.</summary>
    public const string OptInElsewhere = """
        {
          "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": true, "suppressParameter": ["cd", "uc5", "uc7"] }
        }
        """;

    /// <summary>The pixel's default: nothing beyond identifiers is suppressed.</summary>
    public const string NothingSuppressed = """
        {
          "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": [] }
        }
        """;

    public const string Strict = """
        {
          "userIdentification": { "enableAnonymousFunction": true, "anonymousOptIn": true },
          "level": "strict"
        }
        """;

    /// <summary>For a third-party track domain: without a cookie domain, because none would cover both.</summary>
    public const string ThirdParty = """
        {
          "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd", "uc5", "uc7"] },
          "invisibleCookies": "anonymous"
        }
        """;

    public const string ThirdPartyByCookie = """
        {
          "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd", "uc5", "uc7"] },
          "invisibleCookies": "byCookie"
        }
        """;

    /// <summary>The specification's configuration, and pages that may change the visitor's choice.</summary>
    public const string RollingOptOut = $$"""
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": false,
            "suppressParameter": ["cd", "uc5", "uc7"]
          },
          "cookieDomain": "shop.test",
          "allowedOrigins": ["https://www.shop.test:{{SitePort}}"],
          "refreshOptOut": true
        }
        """;

    public const string OptInWithEndpoints = $$"""
        {
          "userIdentification": {
            "enableAnonymousFunction": true,
            "anonymousCookieName": "miCookieOptOut",
            "anonymousOptIn": true,
            "suppressParameter": ["cd", "uc5", "uc7"]
          },
          "cookieDomain": "shop.test",
          "allowedOrigins": ["https://www.shop.test:{{SitePort}}"]
        }
        """;

    /// <summary>A shop with its own opt-out cookie, which the pixel does not know.</summary>
    public const string OwnOptOutCookie = """
        {
          "userIdentification": { "enableAnonymousFunction": true },
          "optOutCookies": ["webtrekkOptOut", "shop_no_tracking"]
        }
        """;
}
