using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Whatever is not an image is sent again for five minutes; so nothing may come again once the gateway has answered.</summary>
public sealed class ResponseContractTests(ResponseContractTests.Shop stage) : IClassFixture<ResponseContractTests.Shop>
{
    private static readonly TimeSpan LongerThanTheQueueLives = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_delivered_hit_is_sent_once()
    {
        await using var visit = await stage.VisitAsync(stage.Page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")], clock: true);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await Walk.StepAsync(stage, visit, () => visit.RunAsync(Walk.Click));

        await visit.PassAsync(LongerThanTheQueueLives);

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        Assert.Equal(2, state.Sent.Count);
        Assert.Equal(2, state.Sent.Select(one => one.Target).Distinct(StringComparer.Ordinal).Count());
        Assert.All(state.Sent, one => Assert.Equal(200, one.Status));
        new AnonymousJudge("response contract").Judge(hits, Secrets.Of(state));
    }

    [Fact]
    public async Task A_blocked_hit_gets_the_gateways_own_pixel_is_sent_once_and_goes_nowhere()
    {
        var page = new PixelPage(stage.At(Shop.OwnOptOut)) { Advanced = PixelPage.OptOut };
        await using var visit = await stage.VisitAsync(page, [.. Secrets.OfTheShop, new("shop_no_tracking", "1")], clock: true);
        await visit.OpenAsync(Walk.Home);
        await visit.SettleAsync();

        await visit.PassAsync(LongerThanTheQueueLives);

        var sent = Assert.Single((await visit.StateAsync()).Sent);
        Assert.Equal(200, sent.Status);
        Assert.Equal(("image/gif", "no-store"), (sent.Answer("Content-Type"), sent.Answer("Cache-Control")));
        Assert.Empty(sent.SetCookies);
        Assert.Empty(stage.TrackDomain.Requests);
    }

    public sealed class Shop(Browser browser) : Stage(browser, (OptOut, Policies.OptOut), (OwnOptOut, Policies.OwnOptOutCookie))
    {
        public const string OptOut = "track.shop.test";
        public const string OwnOptOut = "own.shop.test";

        public PixelPage Page => new(At(OptOut)) { Advanced = PixelPage.OptOut };
    }
}
