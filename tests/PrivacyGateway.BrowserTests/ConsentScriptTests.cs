using System.Globalization;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>What <c>optout.js</c> does beside the two links: renewals, durations, and pages and networks that make it hard.</summary>
public sealed class ConsentScriptTests(ConsentScriptTests.Shop stage) : IClassFixture<ConsentScriptTests.Shop>
{
    private const string ForAnHour =
        "new Promise(done => wtSmart.utils.optout.setAnonymousCookie(60, (data, status, minutes) => done([data, status, minutes].join())))";

    [Fact]
    public async Task It_is_small()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));

        var script = Assert.Single((await visit.StateAsync()).Sent, one => one.Target == "/.privacy/optout.js");
        Assert.Equal(200, script.Status);
        Assert.InRange(int.Parse(script.Answer("Content-Length"), CultureInfo.InvariantCulture), 1000, 2047);
    }

    [Fact]
    public async Task Each_page_renews_an_opt_out_of_unlimited_length()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage, ConsentStage.OptedOut(TimeSpan.FromDays(3)));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);

        var state = await visit.StateAsync();
        Assert.Equal("action=refresh", Assert.Single(state.Sent, one => one.IsConsentCall).Body);
        Assert.All([ConsentStage.Cookie, ConsentStage.Rolls], name =>
            ConsentStage.AssertLasts(TimeSpan.FromDays(400), Assert.Single(state.Cookies, cookie => cookie.Name == name)));
        Assert.Empty(state.Errors);
    }

    [Fact]
    public async Task No_page_lengthens_an_opt_out_of_chosen_length()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.ClickAsync("#set");
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);
        Assert.Equal(",success,60", await visit.AskAsync(ForAnHour));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));

        var state = await visit.StateAsync();
        Assert.Equal(2, state.Sent.Count(one => one.IsConsentCall));
        ConsentStage.AssertLasts(TimeSpan.FromHours(1), Assert.Single(state.Cookies, cookie => cookie.Name == ConsentStage.Cookie));
        Assert.Null(state.CookieValue(ConsentStage.Rolls));
    }

    [Fact]
    public async Task Without_a_way_to_the_endpoint_the_script_sets_the_cookie_and_says_so()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.BlockPostsAsync();
        Assert.Equal(",error,60", await visit.AskAsync(ForAnHour.Replace("wtSmart.utils.optout.", "", StringComparison.Ordinal)));

        var blocked = await visit.StateAsync();
        Assert.Equal(0, Assert.Single(blocked.Sent, one => one.IsConsentCall).Status);
        var cookie = Assert.Single(blocked.Cookies, one => one.Name == ConsentStage.Cookie);
        Assert.Equal(("1", ".shop.test"), (cookie.Value, cookie.Domain));
        ConsentStage.AssertLasts(TimeSpan.FromHours(1), cookie);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.Of(blocked), .. Secrets.Of(state)]);
    }

    [Fact]
    public async Task A_strict_content_policy_is_enough()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage with { StrictContentPolicy = true }, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var before = await visit.StateAsync();
        Assert.Equal(",success,60", await visit.AskAsync(ForAnHour));
        await visit.RunAsync("setAnonymousCookie()");
        await visit.AnsweredAsync(ConsentStage.Endpoint, 2);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        await visit.RunAsync("deleteAnonymousCookie()");
        await visit.AnsweredAsync(ConsentStage.Endpoint, 4);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.Of(before), .. Secrets.Of(state)]);
        IdentifiedJudge.Judge([hits[0], hits[2]]);
        Assert.Equal(4, state.Sent.Count(one => one is { IsConsentCall: true, Status: 200 }));
        Assert.Empty(state.Errors);

        // The policy was there: what it does not name does not load.
        await visit.AskAsync("new Promise(done => Object.assign(new Image(), { onload: done, onerror: done, src: '/forbidden.gif' }))");
        Assert.Contains("Content Security Policy", Assert.Single((await visit.StateAsync()).Errors), StringComparison.Ordinal);
    }

    public sealed class Shop(Browser browser) : ConsentStage(browser);
}
