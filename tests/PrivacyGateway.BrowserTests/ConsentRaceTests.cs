using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>What is still on its way when the visitor decides: the last word holds.</summary>
public sealed class ConsentRaceTests(ConsentRaceTests.Shop stage, Browser browser) : IClassFixture<ConsentRaceTests.Shop>
{
    private const string NeitherIsThere = "!/miCookieOptOut(Rolls)?=/.test(document.cookie)";

    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(5);
    private static readonly BrowserCookie[] OptedOut = [.. Secrets.OfTheShop, .. ConsentStage.OptedOut(TimeSpan.FromDays(3))];

    [Fact]
    public async Task A_hit_queued_before_the_opt_out_leaves_anonymous_after_it()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage, Secrets.OfTheShop, clock: true);
        stage.TrackDomain.Answer = _ => TrackDomainAnswers.Build(503, "Service Unavailable", [], []);
        await visit.OpenAsync(Walk.Home);
        await stage.TrackDomain.WaitForAsync(1);
        var queued = await visit.StateAsync();
        Assert.All(queued.Hits, hit => Assert.Equal(503, hit.Status));
        Assert.Contains("&eid=", queued.Storage["111111111111111"], StringComparison.Ordinal);

        await visit.ClickAsync("#set");
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);

        // What was sent before the opt-out has been answered: from here on only the queue is sent.
        await visit.StateAsync();
        stage.TrackDomain.Answer = TrackDomainAnswers.Pixel;
        await visit.PassAsync(Resend);
        await visit.SettleAsync();

        var state = await visit.StateAsync();
        Assert.Equal(queued.Hits[0].Target, state.Hits[^1].Target);
        new AnonymousJudge("queued before the opt-out").Judge(
            [new HitPair(state.Hits[^1], stage.TrackDomain.Requests[^1])],
            [.. Secrets.Of(queued), .. Secrets.Of(state)]);
    }

    /// <summary>The answer comes late and, as no track domain should, tries to set the cookie itself.</summary>
    [Fact]
    public async Task A_late_answer_to_a_hit_does_not_bring_the_opt_out_back()
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var visit = await stage.VisitAsync(stage.OptOutPage, OptedOut);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);

        stage.TrackDomain.HeldUntil = late.Task;
        stage.TrackDomain.Answer = static _ => SetsTheCookie();
        await visit.RunAsync(Walk.Click);
        await stage.TrackDomain.WaitForAsync(2);
        await visit.ClickAsync("#delete");
        await visit.AnsweredAsync(ConsentStage.Endpoint, 2);
        late.SetResult();
        await visit.SettleAsync();
        var deleted = await visit.StateAsync();
        Assert.Equal(200, deleted.Hits[^1].Status);
        AssertNeitherIsThere(deleted);

        stage.TrackDomain.Answer = TrackDomainAnswers.Pixel;
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("late answers").Judge([.. hits.Take(2)], Secrets.Of(deleted));
        IdentifiedJudge.Judge([hits[2]]);
        AssertNeitherIsThere(state);
    }

    /// <summary>The renewal's answer arrives after the deletion and before the answer to it; sets the cookie, and the script takes it away.</summary>
    [Fact]
    public async Task A_late_renewal_does_not_bring_the_opt_out_back_in_the_same_tab()
    {
        await using var relay = new HoldingRelay(browser.Certificate, stage.Port);
        await using var visit = await stage.VisitAsync(stage.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await visit.ClickAsync("#delete");
        Assert.Equal("true", await visit.AskAsync(NeitherIsThere));

        renewal.SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);
        var deletion = await relay.HeldAsync();
        await visit.UntilAsync(NeitherIsThere);
        deletion.SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 2);

        await AssertIdentifiedNextAsync(visit);
    }

    /// <summary>The tab that asked for the renewal hears of the deletion by nothing but a cookie.</summary>
    [Fact]
    public async Task A_late_renewal_does_not_bring_the_opt_out_back_in_another_tab()
    {
        await using var relay = new HoldingRelay(browser.Certificate, stage.Port);
        await using var visit = await stage.VisitAsync(stage.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await Walk.StepAsync(stage, visit, () => visit.OpenTabAsync("/other-tab"));
        var another = await relay.HeldAsync();
        await visit.ClickAsync("#delete");
        Assert.Equal("true", await visit.AskAsync(NeitherIsThere));

        renewal.SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);
        await visit.UntilAsync(NeitherIsThere);
        another.SetResult();
        (await relay.HeldAsync()).SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 3);

        await AssertIdentifiedNextAsync(visit);
    }

    /// <summary>The answer to the deletion arrives after the new opt-out and before the answer to that.</summary>
    [Fact]
    public async Task A_late_answer_to_a_deletion_does_not_take_a_new_opt_out_away()
    {
        await using var relay = new HoldingRelay(browser.Certificate, stage.Port);
        var page = stage.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" };
        await using var visit = await stage.VisitAsync(page, [.. Secrets.OfTheShop, new(ConsentStage.Cookie, "1")]);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        await visit.ClickAsync("#delete");
        var deletion = await relay.HeldAsync();
        await visit.ClickAsync("#set");

        deletion.SetResult();
        var optOut = await relay.HeldAsync();
        Assert.Equal("true", await visit.AskAsync("getAnonymousCookie()"));
        optOut.SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 2);

        Assert.Equal("1", (await visit.StateAsync()).CookieValue(ConsentStage.Rolls));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("late answers").Judge(hits, Secrets.Of(state));
    }

    /// <summary>The renewal's answer must not lengthen what was chosen meanwhile, even if nothing comes after it.</summary>
    [Fact]
    public async Task A_late_renewal_does_not_lengthen_an_opt_out_of_chosen_length()
    {
        await using var relay = new HoldingRelay(browser.Certificate, stage.Port);
        await using var visit = await stage.VisitAsync(stage.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await visit.RunAsync("setAnonymousCookie(60)");
        await visit.BlockPostsAsync();
        renewal.SetResult();
        await visit.AnsweredAsync(ConsentStage.Endpoint, 1);
        await visit.UntilAsync("!/miCookieOptOutRolls=/.test(document.cookie)");

        var state = await visit.StateAsync();
        ConsentStage.AssertLasts(TimeSpan.FromHours(1), Assert.Single(state.Cookies, cookie => cookie.Name == ConsentStage.Cookie));
        Assert.Null(state.CookieValue(ConsentStage.Rolls));
    }

    private async Task AssertIdentifiedNextAsync(Visit visit)
    {
        var deleted = await visit.StateAsync();
        Assert.Contains(deleted.Sent, one => one.IsConsentCall && one.SetCookies.Any(line => line.StartsWith("miCookieOptOut=1;", StringComparison.Ordinal)));
        AssertNeitherIsThere(deleted);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/next"));
        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("late renewals").Judge([.. hits.SkipLast(1)], Secrets.Of(deleted));
        IdentifiedJudge.Judge([hits[^1]]);
        AssertNeitherIsThere(state);
        Assert.Empty(state.Errors);
    }

    private static void AssertNeitherIsThere(VisitState state) =>
        Assert.DoesNotContain(state.Cookies, cookie => cookie.Name is ConsentStage.Cookie or ConsentStage.Rolls);

    private static byte[] SetsTheCookie() => TrackDomainAnswers.Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Set-Cookie", "miCookieOptOut=1; Path=/; Domain=shop.test; Max-Age=15552000; Secure; SameSite=None"),
        ],
        TrackDomainAnswers.Gif);

    public sealed class Shop(Browser browser) : ConsentStage(browser);
}
