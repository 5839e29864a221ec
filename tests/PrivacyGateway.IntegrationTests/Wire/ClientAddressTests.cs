using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The client address is forwarded in <c>X-WT-IP</c> alone, with identified hits alone, in the form of the policy.</summary>
[Collection(WireCollection.Name)]
public sealed class ClientAddressTests(WireFixture fixture)
{
    [Theory]
    [InlineData(WireHosts.OptOut, "127.0.0.1")]
    [InlineData(WireHosts.Off, "127.0.0.1")]
    [InlineData(WireHosts.Truncated, "127.0.0.0")]
    [InlineData(WireHosts.NoAddress, null)]
    public async Task Client_address_from_an_unknown_proxy_is_ignored(string host, string? address)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            host, "p=600,home", "X-Forwarded-For: 203.0.113.77", "Forwarded: for=203.0.113.77", "X-Real-IP: 203.0.113.77",
            "X-WT-IP: 203.0.113.77"));

        Assert.Equal(address is null ? [] : [address], exchange.Forwarded.HeaderValues("X-WT-IP"));
        Assert.Empty(WireJudge.Search(exchange.Forwarded.Raw, ["203.0.113.77"]));
    }

    [Theory]
    [InlineData("p=600,home&X-WT-IP=203.0.113.77&a=b", "p=600,home&a=b")]
    [InlineData("x-wt-ip=203.0.113.77&p=600,home", "p=600,home")]
    [InlineData("p=600,home&%58-WT-IP=203.0.113.77&x=%7e%zz", "p=600,home&x=%7e%zz")]
    [InlineData("p=600,home&X-WT-UA=App&X-WT-EID=6260000000000000777", "p=600,home&X-WT-UA=App&X-WT-EID=6260000000000000777")]
    public async Task Client_address_in_the_query_is_the_only_thing_stripped_from_an_identified_hit(string query, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Off, query));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?{forwarded}", exchange.Forwarded.Target);
    }
}
