using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.IntegrationTests.Tls;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A shop whose only way out is a proxy: every request uses its tunnels, and the proxy sees only names and ports.</summary>
public sealed class ProxyTunnelTests : IAsyncLifetime
{
    private const string Host = "track.shop.test";
    private const string Exempt = "exempt.shop.test";

    private readonly TunnelProxy _proxy = new();
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _trackDomain.DisposeAsync();
    }

    [Fact]
    public async Task Hits_files_and_routes_without_a_policy_go_through_the_tunnel()
    {
        _proxy.LeadsTo = _trackDomain.Port;
        await using var gateway = await StartAsync("http://track-domain.example:8080/", $"http://127.0.0.1:{_proxy.Port}");

        Assert.Equal(200, (await SendAsync(
            gateway, RequestSpec.Hit(Host, "p=600,home", "Cookie: wtstp_eid=2260000000000000777", "Sec-Fetch-Site: same-site"))).Status);
        Assert.Equal(200, (await GetAsync(gateway, Host, "/js/pixel.js")).Status);
        Assert.Equal(200, (await GetAsync(gateway, Exempt, "/anything")).Status);

        Assert.Equal(3, _trackDomain.Requests.Count);
        Assert.All(
            _trackDomain.Requests, static request => Assert.Equal("track-domain.example:8080", request.HeaderValues("Host").Single()));
        Assert.All(_proxy.Heads, static head => Assert.Equal(
            "CONNECT track-domain.example:8080 HTTP/1.1\r\nHost: track-domain.example:8080\r\n\r\n", head));
        Assert.NotEmpty(_proxy.Heads);
    }

    [Fact]
    public async Task Proxy_credentials_are_sent_to_the_proxy_alone()
    {
        _proxy.LeadsTo = _trackDomain.Port;
        await using var gateway = await StartAsync("http://track-domain.example:8080/", $"http://shop:s%3Acret@127.0.0.1:{_proxy.Port}");

        Assert.Equal(200, (await SendAsync(gateway, RequestSpec.Hit(Host, "p=600,home"))).Status);

        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:s:cret"))}\r\n",
            Assert.Single(_proxy.Heads), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(_trackDomain.Requests).HeaderValues("Proxy-Authorization"));
        Assert.DoesNotContain("cret", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_to_the_track_domain_runs_inside_the_tunnel()
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http1, authority.Issue(["track-domain.example"]));
        _proxy.LeadsTo = trackDomain.Port;
        await using var gateway = await StartAsync(
            "https://track-domain.example/", $"http://127.0.0.1:{_proxy.Port}", "\"DangerousAcceptAnyServerCertificate\": true,");

        Assert.Equal(200, (await SendAsync(gateway, RequestSpec.Hit(Host, "p=600,home"))).Status);

        Assert.Equal("track-domain.example", Assert.Single(trackDomain.ServerNames));
        Assert.StartsWith("CONNECT track-domain.example:443 ", Assert.Single(_proxy.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "status 407")]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\nno", "status 403")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", "is not HTTP/1.1")]
    [InlineData("HTTP/1.1 2\r\n\r\n", "is not HTTP/1.1")]
    public async Task Proxy_that_refuses_a_tunnel_is_named_in_the_log_and_gets_no_hit(string response, string reason)
    {
        _proxy.Response = response;
        await using var gateway = await StartAsync("http://track-domain.example:8080/", $"http://127.0.0.1:{_proxy.Port}");

        Assert.Equal(503, (await SendAsync(gateway, RequestSpec.Hit(Host, "p=600,home"))).Status);

        await gateway.WaitForOutputAsync(reason);
        await gateway.WaitForOutputAsync("Check HttpClient.WebProxy of its cluster.");
        Assert.Empty(_trackDomain.Requests);
    }

    [Fact]
    public async Task Local_destinations_are_reached_directly_when_they_bypass_the_proxy()
    {
        await using var gateway = await StartAsync(_trackDomain.Address, $"http://127.0.0.1:{_proxy.Port}\", \"BypassOnLocal\": \"true");

        Assert.Equal(200, (await SendAsync(gateway, RequestSpec.Hit(Host, "p=600,home"))).Status);

        Assert.Empty(_proxy.Heads);
        Assert.Single(_trackDomain.Requests);
    }

    private static Task<GatewayProcess> StartAsync(string destination, string proxy, string client = "") => GatewayProcess.StartAsync(
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{Exempt}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } }
            },
            "Clusters": { "track": {
              "HttpClient": { {{client}} "WebProxy": { "Address": "{{proxy}}" } },
              "Destinations": { "primary": { "Address": "{{destination}}" } },
              "Metadata": { "AllowPlainHttp": "true" }
            } }
          },
          "PrivacyGateway": { "Policies": { "default": { "staticPaths": ["/js/"], "userIdentification": { "enableAnonymousFunction": true } } } }
        }
        """);

    private static Task<RawResponse> SendAsync(GatewayProcess gateway, RequestSpec spec) => RawClient.SendAsync(gateway.Port, spec.Bytes());

    private static Task<RawResponse> GetAsync(GatewayProcess gateway, string host, string path) =>
        RawClient.SendAsync(gateway.Port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
}
