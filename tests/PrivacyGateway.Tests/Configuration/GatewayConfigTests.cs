using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Configuration;

public sealed class GatewayConfigTests
{
    private static readonly GatewayConfig Config = new()
    {
        Policies = new Dictionary<string, PolicyConfig>(),
        Destinations = [],
        Routes =
        [
            new RouteConfig("wide", ["*.shop.example"], "/{**path}", "wide", "c"),
            new RouteConfig("exact", ["track.shop.example", "track.shop.test"], "/{**path}", "exact", "c"),
        ],
    };

    [Theory]
    [InlineData("track.shop.example", "exact")]
    [InlineData("TRACK.SHOP.TEST", "exact")]
    [InlineData("data.shop.example", "wide")]
    [InlineData("a.b.shop.example", "wide")]
    [InlineData("shop.example", null)]
    [InlineData("evilshop.example", null)]
    [InlineData("track.shop.example.evil.test", null)]
    [InlineData("", null)]
    public void Exact_host_wins_over_a_wildcard(string host, string? route) => Assert.Equal(route, Config.FindRoute(host)?.Id);
}
