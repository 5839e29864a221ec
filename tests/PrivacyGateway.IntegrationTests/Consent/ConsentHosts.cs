namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>The hosts of the consent tests; each stands for one policy.</summary>
internal static class ConsentHosts
{
    /// <summary>Opt-out polarity, with every endpoint.</summary>
    public const string Track = "track.shop.example";

    /// <summary>Opt-in polarity: the same cookie is consent.</summary>
    public const string OptIn = "optin.shop.example";

    /// <summary>Opt-out polarity, without renewal, with cookies as the only signal.</summary>
    public const string Plain = "plain.shop.example";

    /// <summary>Opt-out polarity without <c>cookieDomain</c>.</summary>
    public const string Bare = "bare.shop.example";

    /// <summary>Opt-in polarity without <c>cookieDomain</c>.</summary>
    public const string BareOptIn = "bare-optin.shop.example";

    /// <summary>No <c>allowedOrigins</c>.</summary>
    public const string Closed = "closed.shop.example";

    /// <summary>No full opt-out.</summary>
    public const string NoOptOut = "nooptout.shop.example";

    /// <summary>The anonymous function is off.</summary>
    public const string Off = "off.shop.example";

    public const string Tcf = "tcf.shop.example";

    public const string OneTrust = "onetrust.shop.example";

    /// <summary>Leads to a port without a listener.</summary>
    public const string Down = "down.shop.example";

    public const string Strict = "strict.shop.example";

    /// <summary>A route under the policy "none".</summary>
    public const string Exempt = "exempt.shop.example";

    /// <summary>The only allowed origin.</summary>
    public const string Shop = "https://www.shop.example";

    public const string FromShop = "Origin: " + Shop;

    private const string Identified = "\"userIdentification\": { \"enableAnonymousFunction\": true }";
    private const string Consented = "\"userIdentification\": { \"enableAnonymousFunction\": true, \"anonymousOptIn\": true }";
    private const string Domain = ", \"cookieDomain\": \"shop.example\"";
    private const string Origins = ", \"allowedOrigins\": [\"" + Shop + "\"]";
    private const string Redirects = ", \"optOutRedirects\": [\"https://www.shop.example/privacy\", \"https://www.shop.example/done/\"]";
    private const string Privacy = ", \"signals\": { \"globalPrivacyControl\": true }";

    public static string Config(string trackDomain)
    {
        (string Host, string Policy)[] shops =
        [
            (Track, Identified + Domain + Origins + Redirects + Privacy + ", \"refreshOptOut\": true"),
            (OptIn, Consented + Domain + Origins + Redirects + Privacy),
            (Plain, Identified + Domain + Origins),
            (Bare, Identified + Origins),
            (BareOptIn, Consented + Origins),
            (Closed, Identified + Domain),
            (NoOptOut, Identified + Domain + Origins + ", \"optOutCookies\": []"),
            (Off, "\"userIdentification\": { \"enableAnonymousFunction\": false }" + Domain + Origins + Privacy),
            (Tcf, Identified + Domain + Origins + ", \"signals\": { \"tcf\": { \"purposes\": [1, 8] } }"),
            (OneTrust, Identified + Domain + Origins + ", \"signals\": { \"oneTrust\": [\"C0002\"] }"),
            (Down, Identified + Domain + Privacy),
            (Strict, Identified + Domain + Privacy + ", \"level\": \"strict\""),
        ];
        var routes = shops.Select(shop => Route(shop.Host, shop.Host == Down ? "down" : "track", shop.Host)).Append(
            Route(Exempt, "track", "none"));
        var policies = shops.Select(shop => $"  \"{shop.Host}\": {{ {shop.Policy} }}");
        return $$"""
            {
              "ReverseProxy": {
                "Routes": { {{string.Join(",\n", routes)}} },
                "Clusters": {
                  "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } },
                  "down": { "Destinations": { "primary": { "Address": "http://127.0.0.1:1/" } } }
                }
              },
              "PrivacyGateway": { "Policies": { {{string.Join(",\n", policies)}} } }
            }
            """;
    }

    private static string Route(string host, string cluster, string policy) =>
        $$$"""  "{{{host}}}": { "ClusterId": "{{{cluster}}}", "Match": { "Hosts": ["{{{host}}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "{{{policy}}}" } }""";
}
