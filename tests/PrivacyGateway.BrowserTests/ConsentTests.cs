using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The specification's two links on a page with <c>optout.js</c>, there and back, under both polarities.</summary>
public sealed class ConsentTests(ConsentTests.Shop fixture) : IClassFixture<ConsentTests.Shop>
{
    private const string OldServerId = "4260000000000000777";

    /// <summary>HttpOnly; the next one comes from the track domain and is host-only.</summary>
    private static readonly BrowserCookie[] Cookies = [.. Secrets.OfTheShop, new("wteid_111111111111111", OldServerId, HttpOnly: true)];

    [Fact]
    public async Task Opt_out_is_set_by_header_and_removes_the_ids_until_it_is_withdrawn()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptOutPage, Cookies);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var before = await visit.StateAsync();
        Assert.Equal(
            ["wteid_111111111111111", "wteid_111111111111111", "wtsid_111111111111111", "wtstp_eid", "wtstp_sid"], IdentitiesOf(before));
        Assert.Equal("true,false", await EvaluateBothAsync(visit, wanted: false));

        var set = await ClickAsync(visit, "#set", 1);
        Assert.Contains(
            set.SetCookies,
            line => line.StartsWith($"{ConsentFixture.Cookie}=1; Max-Age=34560000; Path=/; Domain=shop.test", StringComparison.Ordinal));
        var optedOut = await visit.StateAsync();
        Assert.Equal("1", optedOut.CookieValue(ConsentFixture.Cookie));
        ConsentFixture.AssertLasts(TimeSpan.FromDays(400), Only(optedOut));
        Assert.Equal("1", optedOut.CookieValue(ConsentFixture.Rolls));
        Assert.Empty(IdentitiesOf(optedOut));
        Assert.Equal("true,true", await EvaluateBothAsync(visit, wanted: true));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));

        await ClickAsync(visit, "#delete", 3);
        var optedIn = await visit.StateAsync();
        Assert.DoesNotContain(optedIn.Cookies, cookie => cookie.Name is ConsentFixture.Cookie or ConsentFixture.Rolls);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[1]], [.. Secrets.From(before), .. Secrets.From(state), OldServerId]);
        IdentifiedJudge.Judge([hits[0], hits[2]]);
        Assert.Empty(state.Errors);
    }

    [Fact]
    public async Task Consent_lasts_for_its_duration_and_its_withdrawal_removes_the_ids()
    {
        await using var visit = await fixture.VisitAsync(fixture.OptInPage, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        Assert.Equal("true,false", await EvaluateBothAsync(visit, wanted: false));

        var set = await ClickAsync(visit, "#set", 1);
        Assert.Contains(
            set.SetCookies,
            line => line.StartsWith($"{ConsentFixture.Cookie}=1; Max-Age=34128000; Path=/; Domain=shop.test", StringComparison.Ordinal));
        var consented = await visit.StateAsync();
        ConsentFixture.AssertLasts(TimeSpan.FromDays(395), Only(consented));
        Assert.Null(consented.CookieValue(ConsentFixture.Rolls));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        var identified = await visit.StateAsync();
        Assert.Contains(identified.Cookies, cookie => cookie is { Name: "wteid_111111111111111", HttpOnly: true });
        Assert.Contains("wtstp_eid", IdentitiesOf(identified));

        await ClickAsync(visit, "#delete", 2);
        var withdrawn = await visit.StateAsync();
        Assert.Null(withdrawn.CookieValue(ConsentFixture.Cookie));
        Assert.Empty(IdentitiesOf(withdrawn));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));

        var (state, hits) = await Walk.SeenAsync(fixture, visit);
        new AnonymousJudge("consent endpoints").Judge([hits[0], hits[2]], [.. Secrets.From(identified), .. Secrets.From(state)]);
        IdentifiedJudge.Judge([hits[1]]);
        Assert.Empty(state.Errors);
    }

    /// <returns>The last of so many calls of <c>optout.js</c>.</returns>
    private static async Task<SentRequest> ClickAsync(Visit visit, string link, int calls)
    {
        await visit.ClickAsync(link);
        await visit.RespondedAsync(ConsentFixture.Endpoint, calls);
        var state = await visit.StateAsync();
        var sent = state.Sent.Where(one => one.IsConsentCall).ToList();
        Assert.Equal(calls, sent.Count);
        Assert.Equal(("POST", 200), (sent[^1].Method, sent[^1].Status));
        return sent[^1];
    }

    /// <summary>Whether the page's function and the pixel's agree, and their value.</summary>
    private static Task<string> EvaluateBothAsync(Visit visit, bool wanted) =>
        visit.EvaluateAsync($"[wtSmart.utils.optout.getAnonymousCookie() === {(wanted ? "true" : "false")}, getAnonymousCookie()].join()");

    /// <summary>The page's cookies and the track domain's; not the pixel's rate limiter, which identifies no visitor.</summary>
    private static List<string> IdentitiesOf(VisitState state) =>
    [
        .. state.Cookies.Select(cookie => cookie.Name)
            .Where(name => name is "wtstp_eid" or "wtstp_sid" || name[..Math.Min(6, name.Length)] is "wteid_" or "wtsid_")
            .Order(StringComparer.Ordinal),
    ];

    private static BrowserCookie Only(VisitState state) => Assert.Single(state.Cookies, cookie => cookie.Name == ConsentFixture.Cookie);

    public sealed class Shop(Browser browser) : ConsentFixture(browser);
}
