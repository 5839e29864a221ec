using System.Net.Security;
using System.Security.Authentication;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Tls;

/// <summary>The certificate that a browser gets for the requested name.</summary>
public sealed class ServerNameTests : IAsyncLifetime
{
    private readonly TlsFolder _folder = new();
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Exact_server_name_wins_over_wildcard_and_wildcard_over_star()
    {
        await using var gateway = await StartAsync($$"""
            "Certificates": { "Default": {{_folder.Issue("default", ["default.test"])}} },
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Certificate": {{_folder.Issue("own", ["own.test"])}}, "Sni": {
              "track.shop.test": { "Certificate": {{_folder.Issue("exact", ["exact.test"], isRsa: true)}} },
              "*.shop.test": { "Certificate": {{_folder.Issue("wildcard", ["wildcard.test"])}} },
              "*.deep.shop.test": { "Certificate": {{_folder.IssuePkcs12("deep", ["deep.test"], "secret")}} },
              "*": { "Certificate": {{_folder.Issue("star", ["star.test"])}} }
            } } }
            """);

        foreach (var (name, shown) in new[]
        {
            ("track.shop.test", "exact"),
            ("TRACK.Shop.TEST", "exact"),
            ("other.shop.test", "wildcard"),
            ("a.b.shop.test", "wildcard"),
            ("a.deep.shop.test", "deep"),
            ("deep.shop.test", "wildcard"),
            ("shop.test", "star"),
            ("elsewhere.test", "star"),
            ("localhost", "star"),
            (TlsClient.NoName, "star"),
        })
        {
            var presented = await TlsClient.HandshakeAsync(gateway.Port, name);
            Assert.Equal($"{name} CN={shown}.test", $"{name} {presented.Leaf.Subject}");
            Assert.Contains("CN=Test Intermediate", presented.Chain);
        }
    }

    [Fact]
    public async Task Endpoint_certificate_and_then_the_default_one_serve_unknown_server_names()
    {
        await using var gateway = await StartAsync($$"""
            "Certificates": { "Default": {{_folder.Issue("default", ["default.test"])}} },
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Certificate": {{_folder.Issue("own", ["own.test"])}}, "Sni": {
              "track.shop.test": { "Certificate": {{_folder.Issue("exact", ["exact.test"])}} } } } }
            """);
        await using var bare = await StartAsync($$"""
            "Certificates": { "Default": {{_folder.Json("default")}} },
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Sni": { "track.shop.test": { "Certificate": {{_folder.Json("exact")}} } } } }
            """);

        Assert.Equal("CN=own.test", (await TlsClient.HandshakeAsync(gateway.Port, "elsewhere.test")).Leaf.Subject);
        Assert.Equal("CN=own.test", (await TlsClient.HandshakeAsync(gateway.Port, TlsClient.NoName)).Leaf.Subject);
        Assert.Equal("CN=default.test", (await TlsClient.HandshakeAsync(bare.Port, "elsewhere.test")).Leaf.Subject);
        Assert.Equal("CN=exact.test", (await TlsClient.HandshakeAsync(bare.Port, "track.shop.test")).Leaf.Subject);
    }

    [Fact]
    public async Task Unknown_server_name_without_a_fallback_fails_the_handshake()
    {
        await using var gateway = await StartAsync($$"""
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Sni": { "track.shop.test": { "Certificate": {{_folder.Issue("exact", ["exact.test"])}} } } } }
            """);

        Assert.Equal("CN=exact.test", (await TlsClient.HandshakeAsync(gateway.Port, "track.shop.test")).Leaf.Subject);
        foreach (var name in new[] { "elsewhere.test", TlsClient.NoName })
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => TlsClient.HandshakeAsync(gateway.Port, name));
            Assert.True(refusal is IOException or AuthenticationException, refusal.ToString());
        }

        Assert.DoesNotContain("elsewhere", gateway.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "h2")]
    [InlineData("\"Protocols\": \"Http1\",", "", "http/1.1")]
    [InlineData("\"Protocols\": \"Http1AndHttp2\",", "\"Protocols\": \"Http1\",", "http/1.1")]
    public async Task Configured_protocols_are_offered_by_ALPN(string ofEndpoint, string ofName, string agreed)
    {
        await using var gateway = await StartAsync($$"""
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", {{ofEndpoint}} "Sni": { "track.shop.test": {
              {{ofName}} "Certificate": {{_folder.Issue("exact", ["track.shop.test"])}} } } } }
            """);

        var presented = await TlsClient.HandshakeAsync(
            gateway.Port, "track.shop.test", SslApplicationProtocol.Http2, SslApplicationProtocol.Http11);

        Assert.Equal(agreed, presented.Protocol.ToString());
    }

    [Fact]
    public async Task Hit_over_HTTP2_and_TLS_is_served()
    {
        await using var gateway = await StartAsync($$"""
            "Endpoints": { "Https": { "Url": "https://127.0.0.1:0", "Certificate": {{_folder.Issue("own", [WireHosts.Off])}} } }
            """);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = { TargetHost = WireHosts.Off,
            CertificateChainPolicy = TlsClient.Trust(_folder.Authority.Root) }
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{gateway.Port}/{RequestSpec.TrackId}/wt?p=600,home")
        {
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { Host = WireHosts.Off },
        };

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((200, new Version(2, 0)), ((int)response.StatusCode, response.Version));
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home", Assert.Single(_trackDomain.Requests).Target);
    }

    [Fact]
    public async Task HTTPS_address_of_the_command_line_uses_the_default_certificate()
    {
        var listening = $$"""{ "Certificates": { "Default": {{_folder.Issue("default", ["default.test"])}} } }""";
        await using var gateway = await GatewayProcess.StartAsync(
            WireHosts.Config(_trackDomain.Address, _trackDomain.Address, $"\"Kestrel\": {listening},"),
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "https://127.0.0.1:0" });

        Assert.Equal("CN=default.test", (await TlsClient.HandshakeAsync(gateway.Port, "elsewhere.test")).Leaf.Subject);
    }

    private Task<GatewayProcess> StartAsync(string kestrel) =>
        GatewayProcess.StartAsync(WireHosts.Config(_trackDomain.Address, _trackDomain.Address, $"\"Kestrel\": {{ {kestrel} }},"));
}
