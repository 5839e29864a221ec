using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Capture 12 and errata 3: the specification's two links, there and back, under both polarities.</summary>
public sealed class SwitchTests(SwitchTests.Shop stage) : IClassFixture<SwitchTests.Shop>
{
    private const string Set = "wtSmart.utils.optout.setAnonymousCookie()";
    private const string Delete = "wtSmart.utils.optout.deleteAnonymousCookie()";

    [Theory]
    [InlineData(Shop.OptOut, false)]
    [InlineData(Shop.OptIn, true)]
    public async Task The_cookie_switches_each_hit_from_the_next_one_on(string host, bool optIn)
    {
        var advanced = optIn ? PixelPage.OptOut.Replace("false", "true", StringComparison.Ordinal) : PixelPage.OptOut;
        await using var visit = await stage.VisitAsync(new PixelPage(stage.At(host)) { Advanced = advanced }, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RunAsync(Set);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        await visit.RunAsync(Delete);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        var (without, with) = (new[] { hits[0], hits[2] }, new[] { hits[1] });
        new AnonymousJudge("switching in mid-visit").Judge(optIn ? without : with, Secrets.Of(state));
        IdentifiedJudge.Judge(optIn ? with : without);
    }

    public sealed class Shop(Browser browser) : Stage(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
