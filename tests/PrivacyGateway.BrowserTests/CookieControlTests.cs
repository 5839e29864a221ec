using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G15, captures 24 and 25: <c>/cc</c> sets the id as a server cookie, or discloses it to the page.</summary>
public sealed class CookieControlTests(CookieControlTests.Shop fixture) : IClassFixture<CookieControlTests.Shop>
{
    private const string Plant =
        "wtSmart.extension.cookie_control.config({ action: '1->3', lifeTime: '2099-01-01' }), wtSmart.extension.cookie_control.activate(), "
            + Walk.Click;

    private const string Disclose =
        "wtSmart.extension.identifier_disclosure.getEverIDs(function (status) { window.disclosed = status; })";

    [Fact]
    public async Task Cookie_control_sets_no_id_without_consent_although_the_page_identifies()
    {
        await using var visit = await fixture.VisitAsync(new PixelPage(fixture.At(Shop.OptIn)), Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await Walk.StepAsync(fixture, visit, () => visit.RunAsync(Plant));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Contains($"&v={state.CookieValue("wtstp_eid")}", call.Target, StringComparison.Ordinal);
        Assert.Equal((200, "image/gif"), (call.Status, call.Response("Content-Type")));
        Assert.Empty(call.GivenCookies);
        new AnonymousJudge("cookie control").Judge(hits, Secrets.From(state));
    }

    [Fact]
    public async Task Cookie_control_gives_an_anonymous_page_a_valid_script_without_an_id()
    {
        var page = new PixelPage(fixture.At(Shop.OptOut)) { Advanced = PixelPage.OptOut, CookieMode = "3" };
        await using var visit = await fixture.VisitAsync(page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")]);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RunAsync(Disclose);

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Equal(200, call.Status);
        Assert.Contains("javascript", call.Response("Content-Type"), StringComparison.Ordinal);
        Assert.Empty(call.SetCookies);
        Assert.Empty(state.Errors);
        new AnonymousJudge("cookie control").Judge(hits, Secrets.From(state));
    }

    [Fact]
    public async Task Cookie_control_sets_the_id_byte_for_byte_with_consent()
    {
        var page = new PixelPage(fixture.At(Shop.OptOut)) { Advanced = PixelPage.OptOut };
        await using var visit = await fixture.VisitAsync(page, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        fixture.TrackDomain.Clear();
        await visit.RunAsync(Plant);
        await fixture.TrackDomain.WaitForAsync(2);

        var state = await visit.StateAsync();
        var call = Assert.Single(state.Sent, one => one.IsCookieControl);
        Assert.Equal(call.Target, fixture.TrackDomain.Requests[0].Target);
        Assert.Equal(TrackDomainResponses.ServerEverId, state.CookieValue("wteid_111111111111111"));
    }

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
