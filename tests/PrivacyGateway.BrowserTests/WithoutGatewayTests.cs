using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>The judge is worth something only if it finds identifiers in the same visits without a gateway.</summary>
public sealed class WithoutGatewayTests(Browser browser)
{
    [Theory]
    [InlineData("the page does not know the function", "{}", true)]
    [InlineData("the visitor is anonymous", PixelPage.OptOut, false)]
    [InlineData("obfuscated values", """{ "parameterObfuscation": ["cd", "uc700", "uc5"] }""", true)]
    [InlineData("beacon", """{ "requestType": "beacon" }""", true)]
    public async Task Judge_finds_identifiers_in_hits_that_bypass_the_gateway(string situation, string advanced, bool identified)
    {
        await using var trackDomain = new RecordingTrackDomain();
        await using var pipe = new TlsPipe(browser.Certificate, trackDomain.Port);
        var page = new PixelPage($"track.shop.test:{pipe.Port}") { Advanced = advanced };

        await using var visit = await browser.VisitAsync(page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")]);
        await visit.OpenAsync(Walk.Home);
        await trackDomain.WaitForAsync(1);
        var state = await visit.StateAsync();

        var hit = Assert.Single(HitPair.From(state.Hits, trackDomain.Requests));
        var found = WireJudge.Search(hit.Arrived.Raw, Secrets.From(state)).Select(finding => finding.Value).ToList();
        Assert.Contains(PixelPage.EmailHash, found);
        Assert.Contains(Secrets.ShopSession, found);
        Assert.True(identified == found.Contains(PixelPage.CustomerNumber), situation);
        Assert.True(identified == found.Exists(value => value.Length == 19 && value.All(char.IsAsciiDigit)), situation);
    }
}
