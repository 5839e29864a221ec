using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>One gateway with the preview, and its requests. A session that a test has not ended is ended by the next one.</summary>
public sealed class PreviewFixture : IAsyncLifetime
{
    internal const string Host = "track.shop.test";
    internal const string ExemptHost = "exempt.shop.test";
    internal const string CookieName = "__Host-privacy-gateway-preview";
    internal const string Page = "/.privacy/preview/";

    internal RecordingTrackDomain TrackDomain { get; } = new();

    internal GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(Config(TrackDomain.Address, isEnabled: true));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await TrackDomain.DisposeAsync();
    }

    internal static byte[] AdminPost(string path, string form) =>
        RequestSpec.Post("localhost", path, form, "Origin: http://localhost", "Content-Type: application/x-www-form-urlencoded").Bytes();

    internal async Task<string> AdminTokenAsync()
    {
        var page = Encoding.UTF8.GetString((await RawClient.SendAsync(Gateway.AdminPort, RequestSpec.Get("localhost", "/").Bytes())).Body);
        return Between(page, "name=\"token\" value=\"", "\"");
    }

    internal async Task<string> MakeLinkAsync()
    {
        var response = await RawClient.SendAsync(
            Gateway.AdminPort, AdminPost("/preview/link", $"token={await AdminTokenAsync()}&host={Host}"));
        Assert.Equal(200, response.Status);
        return Between(Encoding.UTF8.GetString(response.Body), "preview/open?token=", "\"");
    }

    internal Task<RawResponse> OpenAsync(string token, string origin = "same") => RawClient.SendAsync(
        Gateway.Port,
        RequestSpec.Post(Host, $"{Page}open", $"token={token}", [.. origin.Length == 0 ? (string[])[]
            : [$"Origin: {(origin == "same" ? $"https://{Host}" : origin)}"], "Content-Type: application/x-www-form-urlencoded"]).Bytes());

    /// <returns>The cookie as the browser sends it.</returns>
    internal async Task<string> StartAsync() =>
        Assert.Single((await OpenAsync(await MakeLinkAsync())).HeaderValues("Set-Cookie")).Split(';')[0];

    internal Task<RawResponse> GetAsync(string path, params string[] headers) =>
        RawClient.SendAsync(Gateway.Port, RequestSpec.Get(Host, path, headers).Bytes());

    internal static string Config(string trackDomain, bool isEnabled) =>
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}", "other.shop.test"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{ExemptHost}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } }
            },
            "Clusters": { "track": { "Destinations": { "primary": { "Address": "{{trackDomain}}" } } } }
          },
          "PrivacyGateway": {
            "Admin": { "Url": "http://127.0.0.1:0" },
            "Preview": { "enabled": {{(isEnabled ? "true" : "false")}} },
            "TrackDomains": { "track": { {{WireHosts.NoHurry}} } },
            "Policies": { "default": { "cookieDomain": "shop.test", "signals": { "globalPrivacyControl": true }, "userIdentification": { "enableAnonymousFunction": true, "suppressParameter": ["cd"] } } }
          }
        }
        """;

    private static string Between(string text, string start, string end) =>
        text.Split(start, 2) is [_, var rest] ? rest.Split(end, 2)[0] : "";
}
