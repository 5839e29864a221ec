using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G15, captures 24 and 25: <c>/cc</c> plants the id as a server cookie, or tells the page what it is.</summary>
public sealed class CookieControlTests(CookieControlTests.Shop stage) : IClassFixture<CookieControlTests.Shop>
{
    private const string Plant =
        "wtSmart.extension.cookie_control.config({ action: '1->3', lifeTime: '2099-01-01' }), wtSmart.extension.cookie_control.activate(), " + Walk.Click;

    private const string Disclose =
        "wtSmart.extension.identifier_disclosure.getEverIDs(function (status) { window.disclosed = status; })";

    [Fact]
    public async Task Without_consent_no_id_is_planted_though_the_page_identifies()
    {
        await using var visit = await stage.VisitAsync(new PixelPage(stage.At(Shop.OptIn)), Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await Walk.StepAsync(stage, visit, () => visit.RunAsync(Plant));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Contains($"&v={state.CookieValue("wtstp_eid")}", call.Target, StringComparison.Ordinal);
        Assert.Equal((200, "image/gif"), (call.Status, call.Answer("Content-Type")));
        Assert.Empty(call.GivenCookies);
        new AnonymousJudge("cookie control").Judge(hits, Secrets.Of(state));
    }

    [Fact]
    public async Task An_anonymous_page_is_told_nothing_in_javascript_that_runs()
    {
        var page = new PixelPage(stage.At(Shop.OptOut)) { Advanced = PixelPage.OptOut, CookieMode = "3" };
        await using var visit = await stage.VisitAsync(page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")]);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RunAsync(Disclose);

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Equal(200, call.Status);
        Assert.Contains("javascript", call.Answer("Content-Type"), StringComparison.Ordinal);
        Assert.Empty(call.SetCookies);
        Assert.Empty(state.Errors);
        new AnonymousJudge("cookie control").Judge(hits, Secrets.Of(state));
    }

    [Fact]
    public async Task With_consent_the_id_is_planted_byte_for_byte()
    {
        var page = new PixelPage(stage.At(Shop.OptOut)) { Advanced = PixelPage.OptOut };
        await using var visit = await stage.VisitAsync(page, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        stage.TrackDomain.Clear();
        await visit.RunAsync(Plant);
        await stage.TrackDomain.WaitForAsync(2);

        var state = await visit.StateAsync();
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Equal(call.Target, stage.TrackDomain.Requests[0].Target);
        Assert.Equal(TrackDomainAnswers.ServerEverId, state.CookieValue("wteid_111111111111111"));
    }

    public sealed class Shop(Browser browser) : Stage(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
