using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>What one client address may ask for.</summary>
[Collection(CounterTurns.Name)]
public sealed class AddressLimitTests
{
    private static readonly GatewayLimitsConfig Ten = new() { RequestsPerAddress = 1, AddressBurst = 10 };

    [Fact]
    public async Task A_flood_from_one_address_gets_its_burst_and_another_address_is_untouched()
    {
        await using var host = await LimitedHost.StartAsync(Ten);

        Assert.Equal(10, await host.FloodAsync(50));
        Assert.Equal(0, await host.FloodAsync(5));
        Assert.Equal(10, await host.FloodAsync(50, from: "127.0.0.2"));
    }

    [Fact]
    public async Task What_is_refused_is_counted_and_leaves_the_pixel_its_hit()
    {
        using var counted = new CountedMeasurements();
        await using var host = await LimitedHost.StartAsync(Ten);
        await host.FloodAsync(10);

        var answer = await host.SendAsync();

        Assert.Equal(503, answer.Status);
        Assert.Empty(answer.Body);
        Assert.Equal(
            ["Cache-Control: no-store", "Content-Length: 0"],
            answer.Headers.Where(header => header.Key is not ("Date" or "Server")).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["gateway.refused reason=too-many-requests-from-one-address 1"], counted.Read().Where(static row => row.StartsWith("gateway.refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_rate_there_is_no_limit()
    {
        await using var host = await LimitedHost.StartAsync(Ten with { RequestsPerAddress = 0 });

        Assert.Equal(60, await host.FloodAsync(60));
    }

    [Fact]
    public async Task The_configuration_in_force_counts()
    {
        await using var host = await LimitedHost.StartAsync(Ten);
        Assert.Equal(10, await host.FloodAsync(20));

        host.Reload(Ten with { AddressBurst = 15 });
        Assert.Equal(15, await host.FloodAsync(30));

        host.Reload(Ten with { RequestsPerAddress = 0 });
        Assert.Equal(30, await host.FloodAsync(30));
    }

    /// <summary>The whole gateway: the address is the visitor's, not the balancer's.</summary>
    [Fact]
    public async Task Behind_a_known_balancer_the_address_is_the_visitors()
    {
        using var counted = new CountedMeasurements();
        await using var trackDomain = new RecordingTrackDomain();
        var (gateway, port) = await HostInProcess.StartAsync(WireHosts.Config(
            trackDomain.Address, trackDomain.Address, gateway: "\"KnownProxies\": [\"127.0.0.1\"], \"Limits\": { \"requestsPerAddress\": 1, \"addressBurst\": 3 },"));
        await using var _ = gateway;

        Task<RawAnswer> SendAsync(string address) =>
            RawClient.SendAsync(port, Ask.Hit(WireHosts.Off, "p=600,home", $"X-Forwarded-For: {address}").Bytes());
        var flood = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync("203.0.113.77")));
        var refused = flood.Count(answer => answer.Status == 503);

        Assert.True(refused > 0);
        Assert.All(flood, answer => Assert.Equal(answer.Status == 503, answer.Body.Length == 0));
        Assert.Equal(100 - refused, trackDomain.Requests.Count);
        Assert.Equal(200, (await SendAsync("203.0.113.78")).Status);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"gateway.refused reason=too-many-requests-from-one-address {refused}"), counted.Read());
    }
}
