using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>
/// The probes: a process that responds is alive, one with a configuration is ready, and the track domain's state is a detail.
/// </summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Theory]
    [InlineData("/livez", "ok")]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "\"ready\"")]
    public async Task Running_gateway_serves_its_probes_on_the_admin_listener_alone(string path, string words)
    {
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"));

        var response = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", path).Bytes());

        Assert.Equal(200, response.Status);
        Assert.Contains(words, System.Text.Encoding.UTF8.GetString(response.Body), StringComparison.Ordinal);
        Assert.Contains("no-store", Assert.Single(response.HeaderValues("Cache-Control")), StringComparison.Ordinal);
        Assert.Equal(200,
            (await RawClient.SendAsync(gateway.AdminPort, (RequestSpec.Get("localhost", path) with { Method = "HEAD" }).Bytes())).Status);
        Assert.Equal(404, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, path).Bytes())).Status);
    }

    [Fact]
    public async Task Failed_track_domain_is_a_readiness_detail_and_does_not_make_the_gateway_unready()
    {
        await using var gateway = await GatewayProcess.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"));
        var hit = RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes();
        await RawClient.SendAsync(gateway.Port, hit);
        Assert.Equal("healthy", await StateAsync());

        _trackDomain.Response = static _ => [];
        await RawClient.SendAsync(gateway.Port, hit);
        Assert.Equal("degraded", await StateAsync());

        _trackDomain.Response = TrackDomainResponses.Pixel;
        await RawClient.SendAsync(gateway.Port, hit);
        Assert.Equal("healthy", await StateAsync());

        async Task<string> StateAsync()
        {
            var page = await ReadinessPage.ReadAsync(gateway);
            Assert.Equal(200, page.Status);
            Assert.NotNull(page.Json["checks"]!["trackDomains"]!["data"]!["track"]);
            return page.Json["checks"]!["trackDomains"]!["status"]!.GetValue<string>();
        }
    }

    [Fact]
    public async Task Failed_track_domain_that_left_the_configuration_disappears_from_readyz()
    {
        var config = ReloadConfig.Create(_trackDomain.Address, "cd");
        await using var gateway = await GatewayProcess.StartAsync(config);
        _trackDomain.Response = static _ => [];
        await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes());
        Assert.Equal("degraded", (await TrackDomainsAsync())["status"]!.GetValue<string>());

        await Replacement.InPlaceAsync(gateway.ConfigPath, config
            .Replace("\"ClusterId\": \"track\"", "\"ClusterId\": \"other\"", StringComparison.Ordinal)
            .Replace("\"Clusters\": { \"track\"", "\"Clusters\": { \"other\"", StringComparison.Ordinal)
            .Replace("\"TrackDomains\": { \"track\"", "\"TrackDomains\": { \"other\"", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("reloaded");

        var page = await TrackDomainsAsync();
        Assert.Equal("healthy", page["status"]!.GetValue<string>());
        Assert.Null(page["data"]!["track"]);
        Assert.NotNull(page["data"]!["other"]);

        async Task<System.Text.Json.Nodes.JsonNode> TrackDomainsAsync() =>
            (await ReadinessPage.ReadAsync(gateway)).Json["checks"]!["trackDomains"]!;
    }
}
