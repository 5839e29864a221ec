using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Captures 23 and 44: the other switch, which ends tracking altogether.</summary>
public sealed class FullOptOutTests(FullOptOutTests.Shop stage) : IClassFixture<FullOptOutTests.Shop>
{
    private const string Cookie = "webtrekkOptOut";

    /// <summary>A hit that asks no pixel, as a tag of another make or an old page would send it.</summary>
    private const string ForeignHit =
        "new Image().src = 'https://' + wtSmart.init.get().trackDomain + '/111111111111111/wt?p=300,other&eid=2179545530796798248'";

    [Fact]
    public async Task After_the_opt_out_nothing_leaves_until_it_is_taken_back()
    {
        await using var visit = await stage.VisitAsync(stage.Page, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));

        var set = await CallAsync(visit, "wtSmart.utils.optout.setTrackingOptOut()");
        Assert.Equal("/111111111111111/optout?duration=1800", set.Target);
        Assert.Equal("1", (await visit.StateAsync()).CookieValue(Cookie));

        stage.TrackDomain.Clear();
        await visit.RunAsync(Walk.Click);
        await visit.RunAsync(ForeignHit);
        var silent = await visit.StateAsync();
        await visit.OpenAsync("/second");
        await visit.SettleAsync();
        Assert.Equal(silent.Sent.Count, (await visit.StateAsync()).Sent.Count);
        Assert.Empty(stage.TrackDomain.Requests);
        Assert.Equal(200, silent.Hits[^1].Status);
        Assert.Contains("300,other", silent.Hits[^1].Target, StringComparison.Ordinal);

        var deleted = await CallAsync(visit, "wtSmart.utils.optout.deleteTrackingOptOut()");
        Assert.Equal("/111111111111111/optout?duration=-2", deleted.Target);
        Assert.Null((await visit.StateAsync()).CookieValue(Cookie));

        stage.TrackDomain.Clear();
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));
        var again = await visit.StateAsync();
        IdentifiedJudge.Judge(HitPair.Of([again.Hits[^1]], stage.TrackDomain.Requests));
    }

    [Fact]
    public async Task The_cookie_lasts_as_long_as_was_asked_and_comes_from_the_gateway_too()
    {
        await using var visit = await stage.VisitAsync(stage.Page);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/home"));
        await CallAsync(visit, "wtSmart.utils.optout.setTrackingOptOut(30 * 1440)");

        var state = await visit.StateAsync();
        var line = Assert.Single(state.Sent[^1].GivenCookies);
        Assert.StartsWith($"{Cookie}=1;", line, StringComparison.Ordinal);
        Assert.Contains("Domain=shop.test", line, StringComparison.OrdinalIgnoreCase);
        var days = (state.Cookies.Single(one => one.Name == Cookie).Expires - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) / 86400;
        Assert.InRange(days, 29.9, 30.1);
    }

    /// <summary>The call reaches the track domain without identity and with the opt-out cookies only.</summary>
    private async Task<RecordedRequest> CallAsync(Visit visit, string script)
    {
        stage.TrackDomain.Clear();
        await visit.RunAsync(script);
        var call = (await stage.TrackDomain.WaitForAsync(1))[0];
        var state = await visit.StateAsync();
        Assert.Equal(200, state.Sent[^1].Status);
        Assert.Empty(WireJudge.Search(call.Raw, Secrets.Of(state)));
        Assert.All(
            call.HeaderValues("Cookie"),
            value => Assert.All(value.Split("; "), one => Assert.StartsWith(Cookie + "=", one, StringComparison.Ordinal)));
        Assert.DoesNotContain(state.Sent[^1].GivenCookies, line => !line.StartsWith(Cookie, StringComparison.Ordinal));
        return call;
    }

    public sealed class Shop(Browser browser) : OptOutStage(browser);
}
