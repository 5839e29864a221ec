using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>The additions of the strict level; it strips more names than the judge lists, so the hit is judged by values alone.</summary>
public sealed class StrictLevelTests(StrictLevelTests.Shop fixture) : IClassFixture<StrictLevelTests.Shop>
{
    [Fact]
    public async Task Strict_level_strips_customer_data_without_a_list_and_serves_the_gateways_response()
    {
        await using var visit = await fixture.VisitAsync(new PixelPage(fixture.At(Shop.Host)), Secrets.OfTheShop);
        var (state, hits) = await Walk.ThreeHitsAsync(fixture, visit, Walk.PersonalHome);

        Assert.All(hits, hit =>
        {
            Assert.Empty(WireJudge.Search(hit.Arrived.Raw, [.. Secrets.From(state), "jane.doe@example.org", "HeadlessChrome/"]));
            Assert.Equal("nc=1", Assert.Single(hit.After.Query, HitText.IsMarker));
            Assert.Subset(NamesOf(hit.Before), NamesOf(hit.After));
            Assert.Equal(("image/gif", "42"), (hit.Sent.Response("Content-Type"), hit.Sent.Response("Content-Length")));
        });
    }

    private static HashSet<string> NamesOf(HitText hit) => [.. hit.Query.Where(piece => !HitText.IsMarker(piece)).Select(HitText.NameOf)];

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (Host, Policies.Strict))
    {
        public const string Host = "strict.shop.test";
    }
}
