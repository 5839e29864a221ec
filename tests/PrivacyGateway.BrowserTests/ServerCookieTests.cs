using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// Gap G6: with <c>cookie: '3'</c> the id is an HttpOnly cookie of the track domain; the first anonymous response expires it.
/// </summary>
public sealed class ServerCookieTests(ServerCookieTests.Shop fixture) : IClassFixture<ServerCookieTests.Shop>
{
    private const string Name = "wteid_111111111111111";
    private const string Renewed = "4260000000000000009";

    [Fact]
    public async Task Server_cookie_with_the_id_is_preserved_with_consent_and_stripped_in_both_directions_after_an_opt_out()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page with { CookieMode = "3" }, Secrets.OfTheShop);
        var (identified, before) = await Walk.ThreeHitsAsync(fixture, visit);

        IdentifiedJudge.Judge(before);
        var cookie = identified.Cookies.Single(one => one.Name == Name);
        Assert.Equal((TrackDomainResponses.ServerEverId, true), (cookie.Value, cookie.HttpOnly));
        Assert.Contains($"{Name}={cookie.Value}", Assert.Single(before[^1].Arrived.HeaderValues("Cookie")), StringComparison.Ordinal);

        await visit.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");
        fixture.TrackDomain.Clear();
        fixture.TrackDomain.Response = SetsAnotherId;
        await Walk.StepAsync(fixture, visit, () => visit.RunAsync(Walk.Click));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/third"));

        var state = await visit.StateAsync();
        var after = HitPair.From([.. state.Hits.Skip(before.Count)], fixture.TrackDomain.Requests);
        Assert.Contains($"{Name}={cookie.Value}", after[0].Sent.Cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, after[1].Sent.Cookie, StringComparison.Ordinal);
        new AnonymousJudge("server cookies").Judge(after, [.. Secrets.From(state), Renewed]);
        Assert.Null(state.CookieValue(Name));
    }

    private static byte[] SetsAnotherId(RecordedRequest request) => TrackDomainResponses.Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Set-Cookie", $"{Name}={Renewed}; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None"),
            new("Set-Cookie", "miCookieOptOut=; Path=/; Domain=shop.test; Max-Age=0"),
        ],
        TrackDomainResponses.Gif);

    public sealed class Shop(Browser browser) : OptOutFixture(browser);
}
