using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>What the strict level adds; its list of withheld names is longer than the judge's, so it is judged by values alone.</summary>
public sealed class StrictLevelTests(StrictLevelTests.Shop stage) : IClassFixture<StrictLevelTests.Shop>
{
    [Fact]
    public async Task Customer_data_goes_though_nothing_is_listed_and_the_answer_is_the_gateways_own()
    {
        await using var visit = await stage.VisitAsync(new PixelPage(stage.At(Shop.Host)), Secrets.OfTheShop);
        var (state, hits) = await Walk.ThreeHitsAsync(stage, visit);

        Assert.All(hits, hit =>
        {
            Assert.Empty(WireJudge.Search(hit.Arrived.Raw, [.. Secrets.Of(state), "jane.doe@example.org", "HeadlessChrome/"]));
            Assert.Equal("nc=1", Assert.Single(hit.After.Query, HitText.IsMarker));
            Assert.Subset(NamesOf(hit.Before), NamesOf(hit.After));
            Assert.Equal(("image/gif", "42"), (hit.Sent.Answer("Content-Type"), hit.Sent.Answer("Content-Length")));
        });
    }

    private static HashSet<string> NamesOf(HitText hit) => [.. hit.Query.Where(piece => !HitText.IsMarker(piece)).Select(HitText.NameOf)];

    public sealed class Shop(Browser browser) : Stage(browser, (Host, Policies.Strict))
    {
        public const string Host = "strict.shop.test";
    }
}
