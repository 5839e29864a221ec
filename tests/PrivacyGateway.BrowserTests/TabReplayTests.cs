using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G3: when the visitor comes back to the tab, the pixel sends the page again past its own suppress list.</summary>
public sealed class TabReplayTests(TabReplayTests.Shop fixture) : IClassFixture<TabReplayTests.Shop>
{
    private const string Leave =
        "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true }), document.dispatchEvent(new "
            + "Event('visibilitychange'))";

    private const string Return = "delete document.hidden, document.dispatchEvent(new Event('visibilitychange'))";

    [Fact]
    public async Task Page_replayed_after_an_opt_out_is_forwarded_anonymously()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page, Secrets.OfTheShop, clock: true);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        IdentifiedJudge.Judge((await Walk.SeenAsync(fixture, visit)).Hits);

        await visit.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");
        await visit.RunAsync(Leave);
        await Walk.StepAsync(fixture, visit, async () =>
        {
            await visit.RunAsync(Return);
            await visit.PassAsync(TimeSpan.FromSeconds(2));
        });

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        var replay = hits[^1];
        Assert.Contains("&tb=1&", replay.Sent.Target, StringComparison.Ordinal);
        Assert.EndsWith("&nc=1", replay.Sent.Target, StringComparison.Ordinal);
        foreach (var name in new[] { "cd", "uc5", "uc7", "uc700", "ui5" })
        {
            Assert.Contains($"&{name}=", replay.Sent.Target, StringComparison.Ordinal);
        }

        Assert.Equal(2, hits.Count);
        new AnonymousJudge("tab replay").Judge([replay], Secrets.From(state));
    }

    public sealed class Shop(Browser browser) : OptOutFixture(browser);
}
