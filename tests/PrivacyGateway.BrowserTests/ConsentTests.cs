using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The specification's two links on a page with <c>optout.js</c>, there and back, under both polarities.</summary>
public sealed class ConsentTests(ConsentTests.Shop stage) : IClassFixture<ConsentTests.Shop>
{
    private const string OldServerId = "4260000000000000777";

    /// <summary>Out of the page's reach; the next one comes from the track domain and is the host's alone.</summary>
    private static readonly BrowserCookie[] Cookies = [.. Secrets.OfTheShop, new("wteid_111111111111111", OldServerId, HttpOnly: true)];

    [Fact]
    public async Task An_opt_out_is_written_by_header_and_takes_the_ids_along_until_it_is_taken_back()
    {
        await using var visit = await stage.VisitAsync(stage.OptOutPage, Cookies);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var before = await visit.StateAsync();
        Assert.Equal(["wteid_111111111111111", "wteid_111111111111111", "wtsid_111111111111111", "wtstp_eid", "wtstp_sid"], IdentitiesOf(before));
        Assert.Equal("true,false", await AskBothAsync(visit, wanted: false));

        var set = await ClickAsync(visit, "#set", 1);
        Assert.Contains(
            set.SetCookies,
            line => line.StartsWith($"{ConsentStage.Cookie}=1; Max-Age=34560000; Path=/; Domain=shop.test", StringComparison.Ordinal));
        var optedOut = await visit.StateAsync();
        Assert.Equal("1", optedOut.CookieValue(ConsentStage.Cookie));
        ConsentStage.AssertLasts(TimeSpan.FromDays(400), Only(optedOut));
        Assert.Equal("1", optedOut.CookieValue(ConsentStage.Rolls));
        Assert.Empty(IdentitiesOf(optedOut));
        Assert.Equal("true,true", await AskBothAsync(visit, wanted: true));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));

        await ClickAsync(visit, "#delete", 3);
        var optedIn = await visit.StateAsync();
        Assert.DoesNotContain(optedIn.Cookies, cookie => cookie.Name is ConsentStage.Cookie or ConsentStage.Rolls);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.Of(before), .. Secrets.Of(state), OldServerId]);
        IdentifiedJudge.Judge([hits[0], hits[2]]);
        Assert.Empty(state.Errors);
    }

    [Fact]
    public async Task A_consent_lasts_its_time_and_its_withdrawal_takes_the_ids_along()
    {
        await using var visit = await stage.VisitAsync(stage.OptInPage, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        Assert.Equal("true,false", await AskBothAsync(visit, wanted: false));

        var set = await ClickAsync(visit, "#set", 1);
        Assert.Contains(
            set.SetCookies,
            line => line.StartsWith($"{ConsentStage.Cookie}=1; Max-Age=34128000; Path=/; Domain=shop.test", StringComparison.Ordinal));
        var consented = await visit.StateAsync();
        ConsentStage.AssertLasts(TimeSpan.FromDays(395), Only(consented));
        Assert.Null(consented.CookieValue(ConsentStage.Rolls));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        var identified = await visit.StateAsync();
        Assert.Contains(identified.Cookies, cookie => cookie is { Name: "wteid_111111111111111", HttpOnly: true });
        Assert.Contains("wtstp_eid", IdentitiesOf(identified));

        await ClickAsync(visit, "#delete", 2);
        var withdrawn = await visit.StateAsync();
        Assert.Null(withdrawn.CookieValue(ConsentStage.Cookie));
        Assert.Empty(IdentitiesOf(withdrawn));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(stage, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[0], hits[2]], [.. Secrets.Of(identified), .. Secrets.Of(state)]);
        IdentifiedJudge.Judge([hits[1]]);
        Assert.Empty(state.Errors);
    }

    /// <returns>The last of so many calls of <c>optout.js</c>.</returns>
    private static async Task<SentRequest> ClickAsync(Visit visit, string link, int calls)
    {
        await visit.ClickAsync(link);
        await visit.AnsweredAsync(ConsentStage.Endpoint, calls);
        var state = await visit.StateAsync();
        var sent = state.Sent.Where(one => one.IsConsentCall).ToList();
        Assert.Equal(calls, sent.Count);
        Assert.Equal(("POST", 200), (sent[^1].Method, sent[^1].Status));
        return sent[^1];
    }

    /// <summary>Whether the page's function and the pixel's say the same, and what.</summary>
    private static Task<string> AskBothAsync(Visit visit, bool wanted) =>
        visit.AskAsync($"[wtSmart.utils.optout.getAnonymousCookie() === {(wanted ? "true" : "false")}, getAnonymousCookie()].join()");

    /// <summary>The page's own and the track domain's; not the pixel's rate limiter, which tells nobody from anybody.</summary>
    private static List<string> IdentitiesOf(VisitState state) =>
    [
        .. state.Cookies.Select(cookie => cookie.Name)
            .Where(name => name is "wtstp_eid" or "wtstp_sid" || name[..Math.Min(6, name.Length)] is "wteid_" or "wtsid_")
            .Order(StringComparer.Ordinal),
    ];

    private static BrowserCookie Only(VisitState state) => Assert.Single(state.Cookies, cookie => cookie.Name == ConsentStage.Cookie);

    public sealed class Shop(Browser browser) : ConsentStage(browser);
}
