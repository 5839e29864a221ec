using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G23: to a foreign track domain the browser sends none of the shop's cookies, so no opt-out can be seen there.</summary>
public sealed class ThirdPartyTests(ThirdPartyTests.Vendor stage) : IClassFixture<ThirdPartyTests.Vendor>
{
    [Theory]
    [InlineData("the visitor has opted out and the page is misconfigured", "{}", "1")]
    [InlineData("nobody has said anything", PixelPage.OptOut, null)]
    [InlineData("the visitor has opted out", PixelPage.OptOut, "1")]
    public async Task A_hit_whose_cookies_cannot_be_seen_leaves_anonymous(string situation, string advanced, string? cookie)
    {
        var page = new PixelPage(stage.At(Vendor.Anonymous)) { Advanced = advanced };
        var cookies = cookie is null ? Secrets.OfTheShop : [.. Secrets.OfTheShop, new BrowserCookie("miCookieOptOut", cookie)];

        await using var visit = await stage.VisitAsync(page, cookies);
        var (state, hits) = await Walk.ThreeHitsAsync(stage, visit);

        Assert.True(hits.All(hit => hit.Sent.Cookie.Length == 0), situation);
        new AnonymousJudge("third-party track domain").Judge(hits, Secrets.Of(state));
    }

    [Fact]
    public async Task By_cookie_the_operator_takes_what_the_page_says()
    {
        var page = new PixelPage(stage.At(Vendor.ByCookie)) { Advanced = PixelPage.OptOut };

        await using var visit = await stage.VisitAsync(page, Secrets.OfTheShop);
        var (_, hits) = await Walk.ThreeHitsAsync(stage, visit);

        IdentifiedJudge.Judge(hits);
    }

    public sealed class Vendor(Browser browser) : Stage(
        browser,
        (Anonymous, Policies.ThirdParty),
        (ByCookie, Policies.ThirdPartyByCookie))
    {
        public const string Anonymous = "track.vendor.test";
        public const string ByCookie = "bycookie.vendor.test";
    }
}
