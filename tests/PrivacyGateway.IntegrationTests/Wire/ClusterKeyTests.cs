using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.IntegrationTests.Tls;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The effect of YARP's cluster keys on hits, files and exempt requests.</summary>
public sealed class ClusterKeyTests
{
    private const string Host = "track.shop.test";
    private const string Exempt = "exempt.shop.test";

    [Theory]
    [InlineData("""{ "Version": "2", "VersionPolicy": "RequestVersionExact" }""")]
    [InlineData("""{ "Version": "2", "VersionPolicy": "RequestVersionOrHigher" }""")]
    public async Task HTTP2_is_spoken_with_a_track_domain_that_supports_nothing_else(string request)
    {
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http2);
        await using var gateway = await StartAsync($"http://127.0.0.1:{trackDomain.Port}/", $"\"HttpRequest\": {request},");

        Assert.Equal(200, (await HitAsync(gateway)).Status);

        Assert.StartsWith("HTTP/2", Assert.Single(trackDomain.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleartext_HTTP2_track_domain_is_recognised_and_the_log_names_the_key()
    {
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http2);
        await using var gateway = await StartAsync($"http://127.0.0.1:{trackDomain.Port}/");

        Assert.Equal(503, (await HitAsync(gateway)).Status);

        await gateway.WaitForOutputAsync(
            "It supports only HTTP/2: set HttpRequest.Version to \"2\" and HttpRequest.VersionPolicy to \"RequestVersionExact\"");
    }

    [Theory]
    [InlineData("000000" + "04" + "00" + "00000000")]
    [InlineData("000006" + "04" + "00" + "00000000" + "000300000064")]
    [InlineData("000008" + "07" + "00" + "00000000" + "0000000000000001")]
    public async Task First_HTTP2_frame_of_any_server_is_recognised(string frame)
    {
        await using var trackDomain = new RecordingTrackDomain { Response = _ => Convert.FromHexString(frame) };
        await using var gateway = await StartAsync(trackDomain.Address);

        Assert.Equal(503, (await HitAsync(gateway)).Status);

        await gateway.WaitForOutputAsync("It supports only HTTP/2");
    }

    [Fact]
    public async Task Track_domain_that_offers_only_HTTP2_over_TLS_is_recognised()
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http2, authority.Issue(["localhost"]));
        await using var gateway = await StartAsync($"https://localhost:{trackDomain.Port}/", AnyCertificate);

        Assert.Equal(503, (await HitAsync(gateway)).Status);

        await gateway.WaitForOutputAsync("It supports only HTTP/2");
    }

    [Fact]
    public async Task Host_of_a_destination_is_sent_with_hits_files_and_exempt_requests()
    {
        await using var trackDomain = new RecordingTrackDomain();
        await using var gateway = await StartAsync(trackDomain.Address, destination: ", \"Host\": \"vendor.example:8443\"");

        Assert.Equal(200, (await HitAsync(gateway)).Status);
        Assert.Equal(200, (await GetAsync(gateway, Host, "/js/pixel.js")).Status);
        Assert.Equal(200, (await GetAsync(gateway, Exempt, "/anything")).Status);

        Assert.Equal(["vendor.example:8443", "vendor.example:8443", "vendor.example:8443"],
            trackDomain.Requests.SelectMany(static request => request.HeaderValues("Host")));
    }

    [Fact]
    public async Task Host_of_a_destination_is_its_TLS_server_name()
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http1, authority.Issue(["vendor.example"]));
        await using var gateway = await StartAsync(
            $"https://127.0.0.1:{trackDomain.Port}/", AnyCertificate, ", \"Host\": \"vendor.example\"");

        Assert.Equal(200, (await HitAsync(gateway)).Status);

        Assert.Equal("vendor.example", Assert.Single(trackDomain.ServerNames));
        Assert.Equal("HTTP/1.1 vendor.example", Assert.Single(trackDomain.Requests));
    }

    [Fact]
    public async Task Untrusted_certificate_is_refused_unless_the_cluster_accepts_any()
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(HttpProtocols.Http1, authority.Issue(["localhost"]));
        await using (var strict = await StartAsync($"https://localhost:{trackDomain.Port}/"))
            Assert.Equal(503, (await HitAsync(strict)).Status);
        Assert.Empty(trackDomain.Requests);

        await using var gateway = await StartAsync($"https://localhost:{trackDomain.Port}/", AnyCertificate);
        Assert.Equal(200, (await HitAsync(gateway)).Status);
    }

    [Theory]
    [InlineData("Tls12", 200)]
    [InlineData("Tls13", 503)]
    public async Task Only_the_TLS_versions_of_the_cluster_are_used(string version, int status)
    {
        using var authority = new TestAuthority();
        await using var trackDomain = await KestrelTrackDomain.StartAsync(
            HttpProtocols.Http1, authority.Issue(["localhost"]), SslProtocols.Tls12);
        await using var gateway = await StartAsync($"https://localhost:{trackDomain.Port}/",
            $$""" "HttpClient": { "DangerousAcceptAnyServerCertificate": true, "SslProtocols": ["{{version}}"] }, """);

        Assert.Equal(status, (await HitAsync(gateway)).Status);
    }

    [Fact]
    public async Task Activity_timeout_ends_a_hit_without_a_response()
    {
        var held = new TaskCompletionSource();
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = held.Task };
        await using var gateway = await StartAsync(trackDomain.Address, """ "HttpRequest": { "ActivityTimeout": "00:00:00.2" }, """,
            timeouts: "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 120000");

        // The track domain's timeout is never reached: only the activity timeout can end it.
        Assert.Equal(503, (await HitAsync(gateway)).Status);
        held.SetResult();
    }

    [Fact]
    public async Task Connection_limit_of_the_cluster_holds_and_a_hit_without_a_connection_is_refused_unsent()
    {
        var held = new TaskCompletionSource();
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = held.Task };
        await using var gateway = await StartAsync(trackDomain.Address, """ "HttpClient": { "MaxConnectionsPerServer": 1 }, """,
            timeouts: "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 120000, \"retries\": 0");
        var first = HitAsync(gateway);
        await trackDomain.WaitForAsync(1);

        Assert.Equal(503, (await HitAsync(gateway)).Status);

        Assert.Single(trackDomain.Requests);
        held.SetResult();
        Assert.Equal(200, (await first).Status);
    }

    [Fact]
    public async Task Health_checks_use_the_health_address_of_the_destination()
    {
        await using var trackDomain = new RecordingTrackDomain();
        await using var health = new RecordingTrackDomain();
        await using var gateway = await StartAsync(
            trackDomain.Address,
            """ "HealthCheck": { "Active": { "Enabled": true, "Interval": "00:00:00.2", "Timeout": "00:00:10", "Policy": "ConsecutiveFailures", "Path": "/alive", "Query": "?by=gateway" } }, """,
            $", \"Health\": \"{health.Address}\"");

        Assert.Equal("/alive?by=gateway", (await health.WaitForAsync(2))[0].Target);

        Assert.Empty(trackDomain.Requests);
        Assert.Equal(200, (await HitAsync(gateway)).Status);
    }

    private const string AnyCertificate = """ "HttpClient": { "DangerousAcceptAnyServerCertificate": true }, """;

    private static Task<GatewayProcess> StartAsync(
        string address, string cluster = "", string destination = "", string timeouts = "") => GatewayProcess.StartAsync(
        $$"""
        {
          "ReverseProxy": {
            "Routes": {
              "track": { "ClusterId": "track", "Match": { "Hosts": ["{{Host}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "default" } },
              "exempt": { "ClusterId": "track", "Match": { "Hosts": ["{{Exempt}}"], "Path": "/{**path}" }, "Metadata": { "PrivacyPolicy": "none" } }
            },
            "Clusters": { "track": { {{cluster}} "Destinations": { "primary": { "Address": "{{address}}" {{destination}} } } } }
          },
          "PrivacyGateway": {
            "TrackDomains": { "track": { {{timeouts}} } },
            "Policies": { "default": { "staticPaths": ["/js/"], "userIdentification": { "enableAnonymousFunction": true } } }
          }
        }
        """);

    private static Task<RawResponse> HitAsync(GatewayProcess gateway) =>
        RawClient.SendAsync(gateway.Port, RequestSpec.Hit(Host, "p=600,home").Bytes());

    private static Task<RawResponse> GetAsync(GatewayProcess gateway, string host, string path) =>
        RawClient.SendAsync(gateway.Port, $"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
}
