using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G6: with <c>cookie: '3'</c> the id is an HttpOnly cookie of the track domain, out of the page's reach; the first anonymous answer takes it away.</summary>
public sealed class ServerCookieTests(ServerCookieTests.Shop stage) : IClassFixture<ServerCookieTests.Shop>
{
    private const string Name = "wteid_111111111111111";
    private const string Renewed = "4260000000000000009";

    [Fact]
    public async Task The_id_passes_with_consent_and_neither_way_after_the_opt_out()
    {
        await using var visit = await stage.VisitAsync(stage.Page with { CookieMode = "3" }, Secrets.OfTheShop);
        var (identified, before) = await Walk.ThreeHitsAsync(stage, visit);

        IdentifiedJudge.Judge(before);
        var cookie = identified.Cookies.Single(one => one.Name == Name);
        Assert.Equal((TrackDomainAnswers.ServerEverId, true), (cookie.Value, cookie.HttpOnly));
        Assert.Contains($"{Name}={cookie.Value}", Assert.Single(before[^1].Arrived.HeaderValues("Cookie")), StringComparison.Ordinal);

        await visit.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");
        stage.TrackDomain.Clear();
        stage.TrackDomain.Answer = SetsAnotherId;
        await Walk.StepAsync(stage, visit, () => visit.RunAsync(Walk.Click));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/third"));

        var state = await visit.StateAsync();
        var after = HitPair.Of([.. state.Hits.Skip(before.Count)], stage.TrackDomain.Requests);
        Assert.Contains($"{Name}={cookie.Value}", after[0].Sent.Cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, after[1].Sent.Cookie, StringComparison.Ordinal);
        new AnonymousJudge("server cookies").Judge(after, [.. Secrets.Of(state), Renewed]);
        Assert.Null(state.CookieValue(Name));
    }

    private static byte[] SetsAnotherId(RecordedRequest request) => TrackDomainAnswers.Build(
        200,
        "OK",
        [
            new("Content-Type", "image/gif"),
            new("Set-Cookie", $"{Name}={Renewed}; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None"),
            new("Set-Cookie", "miCookieOptOut=; Path=/; Domain=shop.test; Max-Age=0"),
        ],
        TrackDomainAnswers.Gif);

    public sealed class Shop(Browser browser) : OptOutStage(browser);
}
