using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>
/// Two valid configurations, distinguished by track domain and by the parameter that their policy strips, and three invalid ones.
/// </summary>
internal static class ReloadConfig
{
    public const string Host = "track.shop.test";

    public const string Cookie = "miCookieOptOut=1";

    public const string Sent = $"/{RequestSpec.TrackId}/wt?p=600,home&cd=1&uc5=2";

    /// <summary>The hit as forwarded under the first configuration, which suppresses <c>cd</c>.</summary>
    public const string UnderFirst = $"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&uc5=2";

    /// <summary>The hit as forwarded under the second, which suppresses <c>uc5</c>.</summary>
    public const string UnderSecond = $"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&cd=1";

    public static IReadOnlyDictionary<string, string> Faults { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["malformed"] = "{ \"ReverseProxy\": {",
        ["invalid"] = Create("http://127.0.0.1:9/", "uc5")
            .Replace("\"suppressParameter\"", "\"supressParameter\"", StringComparison.Ordinal),
        ["empty"] = "",
    };

    public static string Create(string trackDomain, string suppressed, string policy = "") =>
        $$"""
        {
          "ReverseProxy": {
            "Routes": { "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } } },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
          },
          "PrivacyGateway": {
            "Admin": { "Url": "http://127.0.0.1:0" },
            "TrackDomains": { "track": { {{WireHosts.NoHurry}} } },
            "Policies": { "default": { {{policy}} "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["{{suppressed}}"] } } }
          }
        }
        """;
}
