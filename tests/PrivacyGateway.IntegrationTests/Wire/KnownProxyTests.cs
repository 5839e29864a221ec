namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Behind a balancer the visitor's address is what the balancer says; a chain is followed back to the first stranger.</summary>
public sealed class KnownProxyTests(BalancedStage stage) : IClassFixture<BalancedStage>
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
    public async Task A_known_proxy_is_believed(string forwarded, string full, string truncated)
    {
        Assert.Equal([full], await AddressAsync(WireHosts.Off, forwarded));
        Assert.Equal([truncated], await AddressAsync(WireHosts.Truncated, forwarded));
        Assert.Empty(await AddressAsync(WireHosts.NoAddress, forwarded));
    }

    [Fact]
    public async Task An_anonymous_hit_does_not_take_the_address_along()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie, "X-Forwarded-For: 203.0.113.77", "X-Forwarded-Host: off.shop.test", "X-Forwarded-Proto: https"));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", exchange.Left.Target);
        Assert.Equal(["Host", "CDN-Loop"], exchange.Left.Headers.Select(header => header.Key));
    }

    private async Task<IEnumerable<string>> AddressAsync(string host, string forwarded)
    {
        var exchange = await stage.SendAsync(Ask.Hit(host, "p=600,home", $"X-Forwarded-For: {forwarded}"));
        return exchange.Left.HeaderValues("X-WT-IP");
    }
}
