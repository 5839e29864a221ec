using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G8, captures 28 and 40: an id in the page's URL comes back inside <c>pu</c>.</summary>
public sealed class NestedAddressTests(NestedAddressTests.Shop fixture) : IClassFixture<NestedAddressTests.Shop>
{
    private const string EverId = "2138210064900146323";
    private const string EngageUser = "rid-9988776655";
    private const string Landing = $"/home?wtstp_eid={EverId}&uc701={EngageUser}&gclid=abc123&email=jane.doe%40example.org&utm=1#frag";

    [Fact]
    public async Task Identifier_inside_the_page_URL_is_stripped_and_the_rest_is_preserved()
    {
        await using var visit = await fixture.VisitAsync(fixture.Page, Anonymous);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Landing));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);

        new AnonymousJudge("identity in the page's address") { MayChange = ["pu"] }.Judge(hits, SecretsOf(state));
        Assert.Equal($"{visit.Origin}/home?utm=1", PageAddress.From(hits[0]));
    }

    /// <summary>It could be stripped alone only by re-encoding the rest (docs/decisions/0003), so the whole value is stripped.</summary>
    [Fact]
    public async Task Obfuscated_page_URL_with_an_identifier_inside_is_stripped_whole()
    {
        var page = fixture.Page.With("""{ "parameterObfuscation": ["pu"] }""");

        await using var visit = await fixture.VisitAsync(page, Anonymous);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Landing));
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);

        Assert.All(hits, hit => Assert.Contains("&pu=__1_", hit.Sent.Target, StringComparison.Ordinal));
        var secrets = SecretsOf(state);
        new AnonymousJudge("identity in the page's address") { Suppressed = ["cd", "uc5", "uc7", "pu"] }.Judge([hits[0]], secrets);
        new AnonymousJudge("identity in the page's address").Judge([hits[1]], secrets);
    }

    private static IEnumerable<BrowserCookie> Anonymous => [.. Secrets.OfTheShop, new("miCookieOptOut", "1")];

    private static IReadOnlyList<string> SecretsOf(VisitState state) =>
        [.. Secrets.From(state), EverId, EngageUser, "jane.doe@example.org"];

    public sealed class Shop(Browser browser) : OptOutFixture(browser);
}
