using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.IntegrationTests.Tls;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A shop whose only way out is a proxy: everything goes through its tunnels, and nothing but names and ports is seen there.</summary>
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

        Assert.Equal(200, (await SendAsync(gateway, Ask.Hit(Host, "p=600,home", "Cookie: wtstp_eid=2260000000000000777", "Sec-Fetch-Site: same-site"))).Status);
        Assert.Equal(200, (await GetAsync(gateway, Host, "/js/pixel.js")).Status);
        Assert.Equal(200, (await GetAsync(gateway, Exempt, "/anything")).Status);

        Assert.Equal(3, _trackDomain.Requests.Count);
        Assert.All(_trackDomain.Requests, static request => Assert.Equal("track-domain.example:8080", request.HeaderValues("Host").Single()));
        Assert.All(_proxy.Heads, static head => Assert.Equal("CONNECT track-domain.example:8080 HTTP/1.1\r\nHost: track-domain.example:8080\r\n\r\n", head));
        Assert.NotEmpty(_proxy.Heads);
    }

    [Fact]
    public async Task Name_and_password_of_the_URL_are_sent_to_the_proxy_and_to_nobody_else()
    {
        _proxy.LeadsTo = _trackDomain.Port;
        await using var gateway = await StartAsync("http://track-domain.example:8080/", $"http://shop:s%3Acret@127.0.0.1:{_proxy.Port}");

        Assert.Equal(200, (await SendAsync(gateway, Ask.Hit(Host, "p=600,home"))).Status);

        Assert.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("shop:s:cret"))}\r\n", Assert.Single(_proxy.Heads), StringComparison.Ordinal);
        Assert.Empty(Assert.Single(_trackDomain.Requests).HeaderValues("Proxy-Authorization"));
        Assert.DoesNotContain("cret", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_is_spoken_with_the_track_domain_inside_the_tunnel()
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http1, authority.Issue(["track-domain.example"]));
        _proxy.LeadsTo = trackDomain.Port;
        await using var gateway = await StartAsync("https://track-domain.example/", $"http://127.0.0.1:{_proxy.Port}", "\"DangerousAcceptAnyServerCertificate\": true,");

        Assert.Equal(200, (await SendAsync(gateway, Ask.Hit(Host, "p=600,home"))).Status);

        Assert.Equal("track-domain.example", Assert.Single(trackDomain.ServerNames));
        Assert.StartsWith("CONNECT track-domain.example:443 ", Assert.Single(_proxy.Heads), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "status 407")]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\nno", "status 403")]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n\r\n", "is not HTTP/1.1")]
    [InlineData("HTTP/1.1 2\r\n\r\n", "is not HTTP/1.1")]
    public async Task A_proxy_that_opens_no_tunnel_is_named_in_the_log_and_nothing_is_sent(string answer, string reason)
    {
        _proxy.Answer = answer;
        await using var gateway = await StartAsync("http://track-domain.example:8080/", $"http://127.0.0.1:{_proxy.Port}");

        Assert.Equal(503, (await SendAsync(gateway, Ask.Hit(Host, "p=600,home"))).Status);

        await gateway.SaysAsync(reason);
        await gateway.SaysAsync("Check HttpClient.WebProxy of its cluster.");
        Assert.Empty(_trackDomain.Requests);
    }

    [Fact]
    public async Task Local_destinations_are_reached_directly_where_the_proxy_is_bypassed_for_them()
    {
        await using var gateway = await StartAsync(_trackDomain.Address, $"http://127.0.0.1:{_proxy.Port}\", \"BypassOnLocal\": \"true");

        Assert.Equal(200, (await SendAsync(gateway, Ask.Hit(Host, "p=600,home"))).Status);

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

    private static Task<RawAnswer> SendAsync(GatewayProcess gateway, Ask ask) => RawClient.SendAsync(gateway.Port, ask.Bytes());

    private static Task<RawAnswer> GetAsync(GatewayProcess gateway, string host, string path) =>
        RawClient.SendAsync(gateway.Port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
}
