using PrivacyGateway.Hits;
using PrivacyGateway.Hosting;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Tests.Cli.Explaining;

/// <summary>Requests explained by a configuration with the routes and gateway keys of a test.</summary>
internal static class Explained
{
    public const string Host = "track.shop.example";
    public const string Url = $"https://{Host}/111111111111111/wt?p=600,home&eid=2260000000000000777&cd=4711&cs800=1";

    public const string Routes = """
        "track": { "ClusterId": "track-domain", "Match": { "Hosts": ["track.shop.example"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } }
        """;

    /// <summary>The same with the policy at the level strict.</summary>
    public static readonly string StrictRoutes = Routes.Replace("default", "strict", StringComparison.Ordinal);

    private const string Policies = """
        "default": { "userIdentification": { "enableAnonymousFunction": true, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": false, "suppressParameter": ["cd", "uc5"] } },
        "strict": { "level": "strict", "keepParameter": ["shopversion"], "userIdentification": { "enableAnonymousFunction": true, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": false } },
        "shadow": { "enforce": false, "userIdentification": { "enableAnonymousFunction": true, "anonymousCookieName": "miCookieOptOut", "anonymousOptIn": false } }
        """;

    public static Task<Explanation> ExplainAsync(string url, params string[] headers) => ExplainAsync(Request(url, headers));

    public static async Task<Explanation> ExplainAsync(
        TypedRequest request, string routes = Routes, string gateway = "", string? host = null)
    {
        await using var explainer = await CreateAsync(routes, gateway, host);
        return await explainer.ExplainAsync(request, keepsServedHost: false);
    }

    public static async Task<Explainer> CreateAsync(string routes = Routes, string gateway = "", string? host = null)
    {
        var json = $$"""
            {
              "ReverseProxy": {
                "Routes": { {{routes}} },
                "Clusters": { "track-domain": { "Destinations": { "primary": { "Address": "https://vendor.example/" } } } }
              },
              "PrivacyGateway": { "Policies": { {{Policies}} }{{(gateway.Length > 0 ? "," : "")}} {{gateway}} }
            }
            """;
        var (config, problems) = await ConfigLoader.LoadAsync(
            "proxy.json", new FileText(json), new Dictionary<string, string>(StringComparer.Ordinal), FileCheck.Skip);
        Assert.True(config is not null, string.Join('\n', problems.Errors.Select(static error => $"{error.Path}: {error.Message}")));
        return new Explainer(config, host);
    }

    /// <summary>Headers as "Name: value".</summary>
    public static TypedRequest Request(string url, params string[] headers) =>
        TypedRequest.FromUrl(url).With(headers.Select(static header =>
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return new HeaderLine(header[..colon], header[(colon + 1)..].Trim());
    }));
}
