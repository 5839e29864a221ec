namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// Java's client offers HTTP/2 with every request in plain text; a server that does not support it continues with HTTP/1.1.
/// </summary>
[Collection(WireCollection.Name)]
public sealed class Http2OfferTests(WireFixture fixture)
{
    [Theory]
    [InlineData("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA")]
    [InlineData("Upgrade: H2C")]
    [InlineData("Connection: upgrade", "Upgrade: h2c")]
    public async Task Offer_of_h2c_is_ignored_and_the_hit_is_forwarded(params string[] headers)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Off, "p=600,a", headers));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,a", exchange.Forwarded.Target);
        Assert.DoesNotContain(exchange.Forwarded.Headers, header => header.Key is "Upgrade" or "HTTP2-Settings");
    }
}
