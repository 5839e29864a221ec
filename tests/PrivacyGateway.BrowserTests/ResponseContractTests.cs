using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// The pixel resends for five minutes after any response that is not an image; so nothing may be sent again after the gateway's response.
/// </summary>
public sealed class ResponseContractTests(ResponseContractTests.Shop fixture) : IClassFixture<ResponseContractTests.Shop>
{
    private static readonly TimeSpan LongerThanTheQueueLives = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Pixel_sends_a_delivered_hit_once()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")], clock: true);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await Walk.StepAsync(fixture, visit, () => visit.RunAsync(Walk.Click));

        await visit.PassAsync(LongerThanTheQueueLives);

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        Assert.Equal(2, state.Sent.Count);
        Assert.Equal(2, state.Sent.Select(one => one.Target).Distinct(StringComparer.Ordinal).Count());
        Assert.All(state.Sent, one => Assert.Equal(200, one.Status));
        new AnonymousJudge("response contract").Judge(hits, Secrets.From(state));
    }

    [Fact]
    public async Task Blocked_hit_gets_the_gateways_pixel_is_sent_once_and_is_not_forwarded()
    {
        var page = new PixelPage(fixture.At(Shop.OwnOptOut)) { Advanced = PixelPage.OptOut };
        await using var visit = await fixture.VisitAsync(page, [.. Secrets.OfTheShop, new("shop_no_tracking", "1")], clock: true);
        await visit.OpenAsync(Walk.Home);
        await visit.SettleAsync();

        await visit.PassAsync(LongerThanTheQueueLives);

        var sent = Assert.Single((await visit.StateAsync()).Sent);
        Assert.Equal(200, sent.Status);
        Assert.Equal(("image/gif", "no-store"), (sent.Response("Content-Type"), sent.Response("Cache-Control")));
        Assert.Empty(sent.SetCookies);
        Assert.Empty(fixture.TrackDomain.Requests);
    }

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (OptOut, Policies.OptOut), (OwnOptOut, Policies.OwnOptOutCookie))
    {
        public const string OptOut = "track.shop.test";
        public const string OwnOptOut = "own.shop.test";

        public PixelPage Page => new(At(OptOut)) { Advanced = PixelPage.OptOut };
    }
}
