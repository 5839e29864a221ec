using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Requests in flight when the visitor decides: the last decision wins.</summary>
public sealed class ConsentRaceTests(ConsentRaceTests.Shop fixture, Browser browser) : IClassFixture<ConsentRaceTests.Shop>
{
    private const string BothCookiesAbsent = "!/miCookieOptOut(Rolls)?=/.test(document.cookie)";

    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(5);
    private static readonly BrowserCookie[] OptedOut = [.. Secrets.OfTheShop, .. ConsentFixture.OptedOut(TimeSpan.FromDays(3))];

    [Fact]
    public async Task Hit_queued_before_an_opt_out_is_forwarded_anonymously_after_it()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage, Secrets.OfTheShop, clock: true);
        fixture.TrackDomain.Response = _ => TrackDomainResponses.Build(503, "Service Unavailable", [], []);
        await visit.OpenAsync(Walk.Home);
        await fixture.TrackDomain.WaitForAsync(1);
        var queued = await visit.StateAsync();
        Assert.All(queued.Hits, hit => Assert.Equal(503, hit.Status));
        Assert.Contains("&eid=", queued.Storage["111111111111111"], StringComparison.Ordinal);

        await visit.ClickAsync("#set");
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);

        // Every hit from before the opt-out has a response: from here on only the queue is sent.
        await visit.StateAsync();
        fixture.TrackDomain.Response = TrackDomainResponses.Pixel;
        await visit.PassAsync(Resend);
        await visit.SettleAsync();

        var state = await visit.StateAsync();
        Assert.Equal(queued.Hits[0].Target, state.Hits[^1].Target);
        new AnonymousJudge("queued before the opt-out").Judge(
            [new HitPair(state.Hits[^1], fixture.TrackDomain.Requests[^1])],
            [.. Secrets.From(queued), .. Secrets.From(state)]);
    }

    /// <summary>The response comes late and tries to set the cookie itself, which no track domain should do.</summary>
    [Fact]
    public async Task Late_response_to_a_hit_does_not_restore_a_withdrawn_opt_out()
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage, OptedOut);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);

        fixture.TrackDomain.HeldUntil = late.Task;
        fixture.TrackDomain.Response = static _ => SetsTheCookie();
        await visit.RunAsync(Walk.Click);
        await fixture.TrackDomain.WaitForAsync(2);
        await visit.ClickAsync("#delete");
        await visit.RespondedAsync(ConsentFixture.Endpoint, 2);
        late.SetResult();
        await visit.SettleAsync();
        var deleted = await visit.StateAsync();
        Assert.Equal(200, deleted.Hits[^1].Status);
        AssertNeitherIsThere(deleted);

        fixture.TrackDomain.Response = TrackDomainResponses.Pixel;
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("late responses").Judge([.. hits.Take(2)], Secrets.From(deleted));
        IdentifiedJudge.Judge([hits[2]]);
        AssertNeitherIsThere(state);
    }

    /// <summary>
    /// The response to the renewal arrives after the deletion and before the
    /// deletion's response; it sets the cookie, and the script removes it.
    /// </summary>
    [Fact]
    public async Task Late_renewal_does_not_restore_a_withdrawn_opt_out_in_the_same_tab()
    {
        await using var relay = new HoldingRelay(browser.Certificate, fixture.Port);
        await using var visit = await fixture.VisitAsync(
            fixture.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await visit.ClickAsync("#delete");
        Assert.Equal("true", await visit.EvaluateAsync(BothCookiesAbsent));

        renewal.SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);
        var deletion = await relay.HeldAsync();
        await visit.UntilAsync(BothCookiesAbsent);
        deletion.SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 2);

        await AssertIdentifiedNextAsync(visit);
    }

    /// <summary>The tab that requested the renewal learns of the deletion only from a cookie.</summary>
    [Fact]
    public async Task Late_renewal_does_not_restore_a_withdrawn_opt_out_in_another_tab()
    {
        await using var relay = new HoldingRelay(browser.Certificate, fixture.Port);
        await using var visit = await fixture.VisitAsync(
            fixture.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await Walk.StepAsync(fixture, visit, () => visit.OpenTabAsync("/other-tab"));
        var another = await relay.HeldAsync();
        await visit.ClickAsync("#delete");
        Assert.Equal("true", await visit.EvaluateAsync(BothCookiesAbsent));

        renewal.SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);
        await visit.UntilAsync(BothCookiesAbsent);
        another.SetResult();
        (await relay.HeldAsync()).SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 3);

        await AssertIdentifiedNextAsync(visit);
    }

    /// <summary>The response to the deletion arrives after the new opt-out and before the new opt-out's response.</summary>
    [Fact]
    public async Task Late_response_to_a_deletion_does_not_remove_a_new_opt_out()
    {
        await using var relay = new HoldingRelay(browser.Certificate, fixture.Port);
        var page = fixture.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" };
        await using var visit = await fixture.VisitAsync(page, [.. Secrets.OfTheShop, new(ConsentFixture.Cookie, "1")]);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.ClickAsync("#delete");
        var deletion = await relay.HeldAsync();
        await visit.ClickAsync("#set");

        deletion.SetResult();
        var optOut = await relay.HeldAsync();
        Assert.Equal("true", await visit.EvaluateAsync("getAnonymousCookie()"));
        optOut.SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 2);

        Assert.Equal("1", (await visit.StateAsync()).CookieValue(ConsentFixture.Rolls));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("late responses").Judge(hits, Secrets.From(state));
    }

    /// <summary>The response to the renewal must not extend the duration that was chosen meanwhile, even if nothing follows it.</summary>
    [Fact]
    public async Task Late_renewal_does_not_extend_an_opt_out_of_chosen_length()
    {
        await using var relay = new HoldingRelay(browser.Certificate, fixture.Port);
        await using var visit = await fixture.VisitAsync(
            fixture.OptOutPage with { TrackDomain = $"track.shop.test:{relay.Port}" }, OptedOut);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var renewal = await relay.HeldAsync();
        await visit.RunAsync("setAnonymousCookie(60)");
        await visit.BlockPostsAsync();
        renewal.SetResult();
        await visit.RespondedAsync(ConsentFixture.Endpoint, 1);
        await visit.UntilAsync("!/miCookieOptOutRolls=/.test(document.cookie)");

        var state = await visit.StateAsync();
        ConsentFixture.AssertLasts(TimeSpan.FromHours(1), Assert.Single(state.Cookies, cookie => cookie.Name == ConsentFixture.Cookie));
        Assert.Null(state.CookieValue(ConsentFixture.Rolls));
    }

    private async Task AssertIdentifiedNextAsync(Visit visit)
    {
        var deleted = await visit.StateAsync();
        Assert.Contains(deleted.Sent, one => one.IsConsentCall && one.SetCookies.Any(
            line => line.StartsWith("miCookieOptOut=1;", StringComparison.Ordinal)));
        AssertNeitherIsThere(deleted);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/next"));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("late renewals").Judge([.. hits.SkipLast(1)], Secrets.From(deleted));
        IdentifiedJudge.Judge([hits[^1]]);
        AssertNeitherIsThere(state);
        Assert.Empty(state.Errors);
    }

    private static void AssertNeitherIsThere(VisitState state) =>
        Assert.DoesNotContain(state.Cookies, cookie => cookie.Name is ConsentFixture.Cookie or ConsentFixture.Rolls);

    private static byte[] SetsTheCookie() => TrackDomainResponses.Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Set-Cookie", "miCookieOptOut=1; Path=/; Domain=shop.test; Max-Age=15552000; Secure; SameSite=None"),
        ],
        TrackDomainResponses.Gif);

    public sealed class Shop(Browser browser) : ConsentFixture(browser);
}
