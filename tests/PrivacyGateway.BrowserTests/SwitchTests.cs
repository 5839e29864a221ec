using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Capture 12 and errata 3: the specification's two links, there and back, under both polarities.</summary>
public sealed class SwitchTests(SwitchTests.Shop fixture) : IClassFixture<SwitchTests.Shop>
{
    private const string Set = "wtSmart.utils.optout.setAnonymousCookie()";
    private const string Delete = "wtSmart.utils.optout.deleteAnonymousCookie()";

    [Theory]
    [InlineData(Shop.OptOut, false)]
    [InlineData(Shop.OptIn, true)]
    public async Task Anonymous_cookie_takes_effect_from_the_next_hit_on(string host, bool optIn)
    {
        var advanced = optIn ? PixelPage.OptOut.Replace("false", "true", StringComparison.Ordinal) : PixelPage.OptOut;
        await using var visit = await fixture.VisitAsync(new PixelPage(fixture.At(host)) { Advanced = advanced }, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RunAsync(Set);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        await visit.RunAsync(Delete);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        var (without, with) = (new[] { hits[0], hits[2] }, new[] { hits[1] });
        new AnonymousJudge("switching in mid-visit").Judge(optIn ? without : with, Secrets.From(state));
        IdentifiedJudge.Judge(optIn ? with : without);
    }

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
