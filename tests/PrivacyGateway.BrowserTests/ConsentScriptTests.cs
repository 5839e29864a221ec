using System.Globalization;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary><c>optout.js</c> beside the two links: renewals, durations, strict pages and failing networks.</summary>
public sealed class ConsentScriptTests(ConsentScriptTests.Shop fixture) : IClassFixture<ConsentScriptTests.Shop>
{
    private const string ForAnHour =
        "new Promise(done => wtSmart.utils.optout.setAnonymousCookie(60, (data, status, minutes) => done([data, status, minutes].join())))";

    [Fact]
    public async Task Opt_out_script_is_small()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));

        var script = Assert.Single((await visit.StateAsync()).Sent, one => one.Target == "/.privacy/optout.js");
        Assert.Equal(200, script.Status);
        Assert.InRange(int.Parse(script.Response("Content-Length"), CultureInfo.InvariantCulture), 1000, 2047);
    }

    [Fact]
    public async Task Each_page_view_renews_an_opt_out_of_unlimited_length()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage, ConsentFixture.OptedOut(TimeSpan.FromDays(3)));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);

        var state = await visit.StateAsync();
        Assert.Equal("action=refresh", Assert.Single(state.Sent, one => one.IsConsentCall).Body);
        Assert.All([ConsentFixture.Cookie, ConsentFixture.Rolls], name =>
            ConsentFixture.AssertLasts(TimeSpan.FromDays(400), Assert.Single(state.Cookies, cookie => cookie.Name == name)));
        Assert.Empty(state.Errors);
    }

    [Fact]
    public async Task Page_does_not_extend_an_opt_out_of_chosen_length()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.ClickAsync("#set");
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);
        Assert.Equal(",success,60", await visit.EvaluateAsync(ForAnHour));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));

        var state = await visit.StateAsync();
        Assert.Equal(2, state.Sent.Count(one => one.IsConsentCall));
        ConsentFixture.AssertLasts(TimeSpan.FromHours(1), Assert.Single(state.Cookies, cookie => cookie.Name == ConsentFixture.Cookie));
        Assert.Null(state.CookieValue(ConsentFixture.Rolls));
    }

    [Fact]
    public async Task Script_sets_the_cookie_itself_and_reports_the_error_when_the_endpoint_is_unreachable()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.BlockPostsAsync();
        Assert.Equal(",error,60", await visit.EvaluateAsync(ForAnHour.Replace("wtSmart.utils.optout.", "", StringComparison.Ordinal)));

        var blocked = await visit.StateAsync();
        Assert.Equal(0, Assert.Single(blocked.Sent, one => one.IsConsentCall).Status);
        var cookie = Assert.Single(blocked.Cookies, one => one.Name == ConsentFixture.Cookie);
        Assert.Equal(("1", ".shop.test"), (cookie.Value, cookie.Domain));
        ConsentFixture.AssertLasts(TimeSpan.FromHours(1), cookie);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.From(blocked), .. Secrets.From(state)]);
    }

    [Fact]
    public async Task Script_works_under_a_strict_content_security_policy()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage with { StrictContentPolicy = true }, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var before = await visit.StateAsync();
        Assert.Equal(",success,60", await visit.EvaluateAsync(ForAnHour));
        await visit.RunAsync("setAnonymousCookie()");
        await visit.RespondedAsync(ConsentFixture.Endpoint, 2);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        await visit.RunAsync("deleteAnonymousCookie()");
        await visit.RespondedAsync(ConsentFixture.Endpoint, 4);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.From(before), .. Secrets.From(state)]);
        IdentifiedJudge.Judge([hits[0], hits[2]]);
        Assert.Equal(4, state.Sent.Count(one => one is { IsConsentCall: true, Status: 200 }));
        Assert.Empty(state.Errors);

        // The policy was in effect: a source that it does not list is not loaded.
        await visit.EvaluateAsync(
            "new Promise(done => Object.assign(new Image(), { onload: done, onerror: done, src: '/forbidden.gif' }))");
        Assert.Contains("Content Security Policy", Assert.Single((await visit.StateAsync()).Errors), StringComparison.Ordinal);
    }

    public sealed class Shop(Browser browser) : ConsentFixture(browser);
}
