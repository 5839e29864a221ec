using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Two good configurations, told apart by track domain and by what their policy withholds, and three bad ones.</summary>
internal static class ReloadConfig
{
    public const string Host = "track.shop.test";

    public const string Cookie = "miCookieOptOut=1";

    public const string Sent = $"/{Ask.TrackId}/wt?p=600,home&cd=1&uc5=2";

    /// <summary>What leaves under the first configuration, which suppresses <c>cd</c>.</summary>
    public const string UnderFirst = $"/{Ask.TrackId}/wt?p=600,home&nc=1&uc5=2";

    /// <summary>What leaves under the second, which suppresses <c>uc5</c>.</summary>
    public const string UnderSecond = $"/{Ask.TrackId}/wt?p=600,home&nc=1&cd=1";

    public static IReadOnlyDictionary<string, string> Faults { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["malformed"] = "{ \"ReverseProxy\": {",
        ["invalid"] = Of("http://127.0.0.1:9/", "uc5").Replace("\"suppressParameter\"", "\"supressParameter\"", StringComparison.Ordinal),
        ["empty"] = "",
    };

    public static string Of(string trackDomain, string suppressed, string policy = "") =>
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
