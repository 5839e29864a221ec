using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Captures 23 and 44: the full opt-out, which ends tracking altogether.</summary>
public sealed class FullOptOutTests(FullOptOutTests.Shop fixture) : IClassFixture<FullOptOutTests.Shop>
{
    private const string Cookie = "webtrekkOptOut";

    /// <summary>A hit without the pixel, as another vendor's tag or an old page would send it.</summary>
    private const string ForeignHit =
        "new Image().src = 'https://' + wtSmart.init.get().trackDomain + '/111111111111111/wt?p=300,other&eid=2179545530796798248'";

    [Fact]
    public async Task Full_opt_out_blocks_every_hit_until_it_is_withdrawn()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));

        var set = await CallAsync(visit, "wtSmart.utils.optout.setTrackingOptOut()");
        Assert.Equal("/111111111111111/optout?duration=1800", set.Target);
        Assert.Equal("1", (await visit.StateAsync()).CookieValue(Cookie));

        fixture.TrackDomain.Clear();
        await visit.RunAsync(Walk.Click);
        await visit.RunAsync(ForeignHit);
        var silent = await visit.StateAsync();
        await visit.OpenAsync("/second");
        await visit.SettleAsync();
        Assert.Equal(silent.Sent.Count, (await visit.StateAsync()).Sent.Count);
        Assert.Empty(fixture.TrackDomain.Requests);
        Assert.Equal(200, silent.Hits[^1].Status);
        Assert.Contains("300,other", silent.Hits[^1].Target, StringComparison.Ordinal);

        var deleted = await CallAsync(visit, "wtSmart.utils.optout.deleteTrackingOptOut()");
        Assert.Equal("/111111111111111/optout?duration=-2", deleted.Target);
        Assert.Null((await visit.StateAsync()).CookieValue(Cookie));

        fixture.TrackDomain.Clear();
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));
        var again = await visit.StateAsync();
        IdentifiedJudge.Judge(HitPair.From([again.Hits[^1]], fixture.TrackDomain.Requests));
    }

    [Fact]
    public async Task Full_opt_out_cookie_has_the_requested_duration_and_is_also_set_by_the_gateway()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/home"));
        await CallAsync(visit, "wtSmart.utils.optout.setTrackingOptOut(30 * 1440)");

        var state = await visit.StateAsync();
        var line = Assert.Single(state.Sent[^1].GivenCookies);
        Assert.StartsWith($"{Cookie}=1;", line, StringComparison.Ordinal);
        Assert.Contains("Domain=shop.test", line, StringComparison.OrdinalIgnoreCase);
        var days = (state.Cookies.Single(one => one.Name == Cookie).Expires - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) / 86400;
        Assert.InRange(days, 29.9, 30.1);
    }

    /// <summary>The call reaches the track domain without identifiers and with the opt-out cookies only.</summary>
    private async Task<RecordedRequest> CallAsync(Visit visit, string script)
    {
        fixture.TrackDomain.Clear();
        await visit.RunAsync(script);
        var call = (await fixture.TrackDomain.WaitForAsync(1))[0];
        var state = await visit.StateAsync();
        Assert.Equal(200, state.Sent[^1].Status);
        Assert.Empty(WireJudge.Search(call.Raw, Secrets.From(state)));
        Assert.All(
            call.HeaderValues("Cookie"),
            value => Assert.All(value.Split("; "), one => Assert.StartsWith(Cookie + "=", one, StringComparison.Ordinal)));
        Assert.DoesNotContain(state.Sent[^1].GivenCookies, line => !line.StartsWith(Cookie, StringComparison.Ordinal));
        return call;
    }

    public sealed class Shop(Browser browser) : OptOutFixture(browser);
}
