using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G23: to a foreign track domain the browser sends none of the shop's cookies, so no opt-out can be seen there.</summary>
public sealed class ThirdPartyTests(ThirdPartyTests.Vendor fixture) : IClassFixture<ThirdPartyTests.Vendor>
{
    [Theory]
    [InlineData("the visitor has opted out and the page is misconfigured", "{}", "1")]
    [InlineData("no choice was made", PixelPage.OptOut, null)]
    [InlineData("the visitor has opted out", PixelPage.OptOut, "1")]
    public async Task Hit_to_a_third_party_track_domain_is_forwarded_anonymously_when_its_cookies_are_invisible(
        string situation, string advanced, string? cookie)
    {
        var page = new PixelPage(fixture.At(Vendor.Anonymous)) { Advanced = advanced };
        var cookies = cookie is null ? Secrets.OfTheShop : [.. Secrets.OfTheShop, new BrowserCookie("miCookieOptOut", cookie)];

        await using var visit = await fixture.VisitAsync(page, cookies);
        var (state, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        Assert.True(hits.All(hit => hit.Sent.Cookie.Length == 0), situation);
        new AnonymousJudge("third-party track domain").Judge(hits, Secrets.From(state));
    }

    [Fact]
    public async Task Hit_with_invisible_cookies_is_forwarded_as_the_page_marked_it_when_the_policy_says_byCookie()
    {
        var page = new PixelPage(fixture.At(Vendor.ByCookie)) { Advanced = PixelPage.OptOut };

        await using var visit = await fixture.VisitAsync(page, Secrets.OfTheShop);
        var (_, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        IdentifiedJudge.Judge(hits);
    }

    public sealed class Vendor(Browser browser) : BrowserFixture(
        browser,
        (Anonymous, Policies.ThirdParty),
        (ByCookie, Policies.ThirdPartyByCookie))
    {
        public const string Anonymous = "track.vendor.test";
        public const string ByCookie = "bycookie.vendor.test";
    }
}
