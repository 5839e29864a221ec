using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>The request rate of one client address.</summary>
[Collection(CounterCollection.Name)]
public sealed class AddressLimitTests
{
    private static readonly GatewayLimitsConfig Ten = new() { RequestsPerAddress = 1, AddressBurst = 10 };

    [Fact]
    public async Task Flood_from_one_client_address_gets_its_burst_and_other_addresses_are_unaffected()
    {
        await using var host = await LimitedHost.StartAsync(Ten);

        Assert.Equal(10, await host.FloodAsync(50));
        Assert.Equal(0, await host.FloodAsync(5));
        Assert.Equal(10, await host.FloodAsync(50, from: "127.0.0.2"));
    }

    [Fact]
    public async Task Rate_limited_hit_is_counted_and_gets_503_so_that_the_pixel_keeps_it()
    {
        using var counted = new CountedMeasurements();
        await using var host = await LimitedHost.StartAsync(Ten);
        await host.FloodAsync(10);

        var response = await host.SendAsync();

        Assert.Equal(503, response.Status);
        Assert.Empty(response.Body);
        Assert.Equal(
            ["Cache-Control: no-store", "Content-Length: 0"],
            response.Headers.Where(header => header.Key is not ("Date" or "Server")).Select(header => $"{header.Key}: {header.Value}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(["gateway.refused reason=too-many-requests-from-one-address 1"], counted.Read()
            .Where(static row => row.StartsWith("gateway.refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rate_of_zero_disables_the_address_limit()
    {
        await using var host = await LimitedHost.StartAsync(Ten with { RequestsPerAddress = 0 });

        Assert.Equal(60, await host.FloodAsync(60));
    }

    [Fact]
    public async Task Reloaded_address_limit_applies()
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
    public async Task Address_limit_counts_the_visitors_address_behind_a_known_proxy()
    {
        using var counted = new CountedMeasurements();
        await using var trackDomain = new RecordingTrackDomain();
        var (gateway, port) = await HostInProcess.StartAsync(WireHosts.Config(
            trackDomain.Address, trackDomain.Address,
            gateway: "\"KnownProxies\": [\"127.0.0.1\"], \"Limits\": { \"requestsPerAddress\": 1, \"addressBurst\": 3 },"));
        await using var _ = gateway;

        Task<RawResponse> SendAsync(string address) =>
            RawClient.SendAsync(port, RequestSpec.Hit(WireHosts.Off, "p=600,home", $"X-Forwarded-For: {address}").Bytes());
        var flood = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync("203.0.113.77")));
        var refused = flood.Count(response => response.Status == 503);

        Assert.True(refused > 0);
        Assert.All(flood, response => Assert.Equal(response.Status == 503, response.Body.Length == 0));
        Assert.Equal(100 - refused, trackDomain.Requests.Count);
        Assert.Equal(200, (await SendAsync("203.0.113.78")).Status);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"gateway.refused reason=too-many-requests-from-one-address {refused}"),
            counted.Read());
    }
}
