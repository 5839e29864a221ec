using System.Globalization;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>A process that runs and serves nothing is not ready, and says why; its synthetic requests are not counted.</summary>
public sealed class RoutingReadinessTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Gateway_with_broken_routing_is_alive_but_not_ready_and_names_the_route()
    {
        await using var gateway = await BrokenRouting.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"));

        var hit = await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes());
        var ready = await gateway.ReadinessAsync(503);

        Assert.Equal(502, hit.Status);
        Assert.Contains("route \\\"track\\\" does not serve", ready, StringComparison.Ordinal);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/livez").Bytes())).Status);
        Assert.Empty(_trackDomain.Requests);
    }

    [Fact]
    public async Task Synthetic_hits_reach_neither_track_domain_nor_metric_log_or_ledger()
    {
        var data = Directory.CreateTempSubdirectory("synthetic");
        try
        {
            var config = ReloadConfig.Create(_trackDomain.Address, "cd").Replace(
                "\"Admin\":",
                $"\"AccessLog\": true, \"DataDirectory\": \"{data.FullName}\", \"Limits\": {{ \"requestsPerAddress\": 1, \"addressBurst\": "
                    + $"1 }}, \"Admin\":", StringComparison.Ordinal);
            await using (var gateway = await GatewayProcess.StartAsync(config))
            {
                var before = await CountersAsync(gateway);
                for (var i = 0; i < 20; i++)
                    Assert.Equal(200, (await ReadinessPage.ReadAsync(gateway)).Status);

                Assert.Equal(before, await CountersAsync(gateway));
                Assert.DoesNotContain("AccessLog", gateway.Output, StringComparison.Ordinal);
            }

            Assert.Empty(_trackDomain.Requests);
            Assert.All(Directory.EnumerateFiles(data.FullName, "*.json", SearchOption.AllDirectories),
                file => Assert.DoesNotContain("\"hits\": [\n    {", File.ReadAllText(file), StringComparison.Ordinal));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Host_without_a_route_makes_the_gateway_unready()
    {
        await using var gateway = await BrokenRouting.StartAsync(ReloadConfig.Create(_trackDomain.Address, "cd"),
            static route => route with { Match = route.Match with { Hosts = ["other.shop.test"] } });

        Assert.Equal(404, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes())).Status);
        Assert.Contains("no route matches its requests", await gateway.ReadinessAsync(503), StringComparison.Ordinal);
    }

    /// <summary>The sum of all the gateway's counters: series appear while it starts, but each begins at zero.</summary>
    private static async Task<double> CountersAsync(GatewayProcess gateway)
    {
        var page = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes());
        return System.Text.Encoding.UTF8.GetString(page.Body).Split('\n')
            .Where(static line => line.StartsWith("gateway_", StringComparison.Ordinal)
                && line.Contains("_total", StringComparison.Ordinal))
            .Sum(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
