using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A redirect could carry an id to any host; an anonymous browser only gets redirects within this host.</summary>
[Collection(WireCollection.Name)]
public sealed class RedirectTests(WireFixture fixture)
{
    [Theory]
    [InlineData("/111111111111111/wt?p=600,again")]
    [InlineData("/pixel.gif")]
    public async Task Redirect_to_this_host_without_an_identifier_is_preserved(string location)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), To(302, location));

        Assert.Equal(302, exchange.Response.Status);
        Assert.Equal([location], exchange.Response.HeaderValues("Location"));
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("https://optout.shop.test/111111111111111/wt")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test/")]
    [InlineData("\\\\evil.test")]
    [InlineData("wt?p=1")]
    [InlineData("/wt?eid=2260000000000000777")]
    [InlineData("/wt?x=1&%65id=2260000000000000777")]
    [InlineData("/cc?a=r&rn_wteid_111111111111111=wteid_2")]
    [InlineData("/wt?u=https%3A%2F%2Fwww.shop.test%2F%3Fwtstp_eid%3D2260000000000000777")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Other_redirect_is_replaced_by_the_gateways_pixel(string location)
    {
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), To(status, location));

            exchange.IsOurGif();
            Assert.Equal(
                ["Cache-Control: no-store", "Content-Length: 42", "Content-Type: image/gif"],
                exchange.ResponseHeaders.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Redirected_batch_gets_an_empty_200()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Batch(WireHosts.OptOut, "?p=600,home", WireHosts.AnonymousCookie), To(302, "https://evil.test/"));

        exchange.IsBare(200);
        Assert.Empty(exchange.Response.HeaderValues("Location"));
    }

    [Fact]
    public async Task Strict_level_replaces_every_redirect()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie), To(302, "/pixel.gif"));

        exchange.IsOurGif();
        Assert.Empty(exchange.Response.HeaderValues("Location"));
    }

    [Fact]
    public async Task Redirect_of_an_identified_browser_is_preserved_and_not_followed_by_the_gateway()
    {
        var location = "https://other.test/cc?a=s&v=2260000000000000777&x=%7e";
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Off, "p=600,home"), To(302, location));

        Assert.Equal(302, exchange.Response.Status);
        Assert.Equal([location], exchange.Response.HeaderValues("Location"));
        Assert.Single(exchange.Seen);
    }

    private static Func<RecordedRequest, byte[]> To(int status, string location) =>
        _ => TrackDomainResponses.Build(status, "CANARY", [new("Location", location), new("ETag", "\"CANARY\"")], "moved"u8.ToArray());
}
