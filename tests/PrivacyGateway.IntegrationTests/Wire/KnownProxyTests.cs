namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// Behind a known proxy the client address is the one that the proxy forwards; a chain is followed back to the first unknown address.
/// </summary>
public sealed class KnownProxyTests(BalancedFixture fixture) : IClassFixture<BalancedFixture>
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.77", "203.0.113.0")]
    [InlineData("198.51.100.1, 203.0.113.77", "203.0.113.77", "203.0.113.0")]
    [InlineData("198.51.100.1, 203.0.113.77, 10.1.2.3", "203.0.113.77", "203.0.113.0")]
    [InlineData("203.0.113.77:4711", "203.0.113.77", "203.0.113.0")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:3:4:5:6", "2001:db8:1::")]
    [InlineData("[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2:3:4:5:6", "2001:db8:1::")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0")]
    [InlineData("rubbish", "127.0.0.1", "127.0.0.0")]
    [InlineData("203.0.113.77, unknown", "127.0.0.1", "127.0.0.0")]
    [InlineData("unknown, 10.1.2.3", "10.1.2.3", "10.1.2.0")]
    public async Task Client_address_from_a_known_proxy_is_used(string forwarded, string full, string truncated)
    {
        Assert.Equal([full], await AddressAsync(WireHosts.Off, forwarded));
        Assert.Equal([truncated], await AddressAsync(WireHosts.Truncated, forwarded));
        Assert.Empty(await AddressAsync(WireHosts.NoAddress, forwarded));
    }

    [Fact]
    public async Task Anonymous_hit_is_forwarded_without_the_client_address()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie, "X-Forwarded-For: 203.0.113.77", "X-Forwarded-Host: off.shop.test",
            "X-Forwarded-Proto: https"));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", exchange.Forwarded.Target);
        Assert.Equal(["Host", "CDN-Loop"], exchange.Forwarded.Headers.Select(header => header.Key));
    }

    private async Task<IEnumerable<string>> AddressAsync(string host, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, "p=600,home", $"X-Forwarded-For: {forwarded}"));
        return exchange.Forwarded.HeaderValues("X-WT-IP");
    }
}
