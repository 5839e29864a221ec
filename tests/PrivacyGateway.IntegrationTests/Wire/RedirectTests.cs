using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>A redirect could carry an id to any host; an anonymous browser follows one on this host only.</summary>
[Collection(WireTurns.Name)]
public sealed class RedirectTests(WireStage stage)
{
    [Theory]
    [InlineData("/111111111111111/wt?p=600,again")]
    [InlineData("/pixel.gif")]
    public async Task A_path_on_this_host_that_names_nobody_passes(string location)
    {
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), To(302, location));

        Assert.Equal(302, exchange.Answer.Status);
        Assert.Equal([location], exchange.Answer.HeaderValues("Location"));
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
    public async Task Any_other_is_answered_with_our_gif(string location)
    {
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            var exchange = await stage.SendAsync(Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), To(status, location));

            exchange.IsOurGif();
            Assert.Equal(
                ["Cache-Control: no-store", "Content-Length: 42", "Content-Type: image/gif"],
                exchange.AnswerHeaders.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_redirected_batch_is_answered_with_an_empty_200()
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.OptOut, "?p=600,home", WireHosts.AnonymousCookie), To(302, "https://evil.test/"));

        exchange.IsBare(200);
        Assert.Empty(exchange.Answer.HeaderValues("Location"));
    }

    [Fact]
    public async Task Strict_passes_none()
    {
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie), To(302, "/pixel.gif"));

        exchange.IsOurGif();
        Assert.Empty(exchange.Answer.HeaderValues("Location"));
    }

    [Fact]
    public async Task An_identified_browser_is_redirected_as_the_track_domain_says_and_the_gateway_follows_nothing()
    {
        var location = "https://other.test/cc?a=s&v=2260000000000000777&x=%7e";
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.Off, "p=600,home"), To(302, location));

        Assert.Equal(302, exchange.Answer.Status);
        Assert.Equal([location], exchange.Answer.HeaderValues("Location"));
        Assert.Single(exchange.Seen);
    }

    private static Func<RecordedRequest, byte[]> To(int status, string location) =>
        _ => TrackDomainAnswers.Build(status, "CANARY", [new("Location", location), new("ETag", "\"CANARY\"")], "moved"u8.ToArray());
}
