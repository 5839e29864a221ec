namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The hosts of the wire tests; each stands for one policy or one track domain.</summary>
internal static class WireHosts
{
    /// <summary>Opt-out polarity: identified unless the anonymous cookie is set.</summary>
    public const string OptOut = "optout.shop.test";

    /// <summary>Opt-in polarity: anonymous unless the cookie says consent.</summary>
    public const string OptIn = "optin.shop.test";

    /// <summary>The anonymous function is off.</summary>
    public const string Off = "off.shop.test";

    public const string Strict = "strict.shop.test";

    /// <summary>Opt-out polarity; the policy declares that cookies are visible.</summary>
    public const string ByCookie = "bycookie.shop.test";

    public const string ByCookieOptIn = "bycookie-optin.shop.test";

    public const string Truncated = "truncated.shop.test";

    public const string NoAddress = "noaddress.shop.test";

    /// <summary>Bodies up to 1,024 bytes and three lines.</summary>
    public const string Small = "small.shop.test";

    /// <summary>Leads to <see cref="BrokenTrackDomain"/>.</summary>
    public const string Broken = "broken.shop.test";

    /// <summary>Leads to a port without a listener.</summary>
    public const string Refusing = "refusing.shop.test";

    public const string AnonymousCookie = "Cookie: miCookieOptOut=1";

    /// <summary>Tests of broken responses would open the circuit for later tests.</summary>
    private const string NoBreaker = "\"breakerMinimum\": 1000000";

    /// <summary>Keys of a track domain whose responses may take as long as a machine under load needs.</summary>
    public const string NoHurry = "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 120000";

    private const string User = "\"enableAnonymousFunction\": true, \"suppressParameter\": [\"cd\", \"uc5\", \"uc7\"]";

    private const string OptOutPolicy =
        "\"userIdentification\": { " + User + " }, \"cookieDomain\": \"shop.test\", \"staticPaths\": [\"/js/\"], "
        + "\"optOutRedirects\": [\"https://www.shop.test/privacy/\"]";

    /// <summary>The gateway's configuration, with further top-level and <c>PrivacyGateway</c> keys.</summary>
    public static string Config(string trackDomain, string broken, string topLevel = "", string gateway = "")
    {
        (string Host, string Cluster, string Policy)[] routes =
        [
            (OptOut, "track", OptOutPolicy),
            (OptIn, "track", "\"userIdentification\": { " + User + ", \"anonymousOptIn\": true }"),
            (Off, "track", "\"userIdentification\": { \"enableAnonymousFunction\": false }"),
            (Strict, "track", OptOutPolicy + ", \"level\": \"strict\""),
            (ByCookie, "track", "\"userIdentification\": { " + User + " }, \"invisibleCookies\": \"byCookie\""),
            (ByCookieOptIn, "track", "\"userIdentification\": { " + User
                + ", \"anonymousOptIn\": true }, \"invisibleCookies\": \"byCookie\""),
            (Truncated, "track", "\"userIdentification\": { " + User + " }, \"clientAddress\": \"truncated\""),
            (NoAddress, "track", "\"userIdentification\": { " + User + " }, \"clientAddress\": \"none\""),
            (Small, "track", "\"userIdentification\": { " + User + " }, \"limits\": { \"bodyBytes\": 1024, \"batchLines\": 3 }"),
            (Broken, "broken", OptOutPolicy),
            (Refusing, "refusing", OptOutPolicy),
        ];
        var routeLines = routes.Select(route =>
            $$$"""  "{{{route.Host}}}": { "ClusterId": "{{{route.Cluster}}}", "Match": { "Hosts": ["{{{route.Host}}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{{route.Host}}}" } }""");
        var policyLines = routes.Select(route => $"  \"{route.Host}\": {{ {route.Policy} }}");
        return $$"""
            {
              {{topLevel}}
              "ReverseProxy": {
                "Routes": { {{string.Join(",\n", routeLines)}} },
                "Clusters": {
                  "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } },
                  "broken": { "Destinations": { "primary": { "Address": "{{broken}}" } } },
                  "refusing": { "Destinations": { "primary": { "Address": "http://127.0.0.1:1/" } } }
                }
              },
              "PrivacyGateway": {
                {{gateway}}
                "TrackDomains": { "track": { {{NoBreaker}}, {{NoHurry}} }, "broken": { {{NoBreaker}} }, "refusing": { {{NoBreaker}} } },
                "Policies": { {{string.Join(",\n", policyLines)}} }
              }
            }
            """;
    }
}
