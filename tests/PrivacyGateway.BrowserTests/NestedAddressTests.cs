using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G8, captures 28 and 40: an id handed over in the page's address comes back inside <c>pu</c>.</summary>
public sealed class NestedAddressTests(NestedAddressTests.Shop stage) : IClassFixture<NestedAddressTests.Shop>
{
    private const string EverId = "2138210064900146323";
    private const string EngageUser = "rid-9988776655";
    private const string Landing = $"/home?wtstp_eid={EverId}&uc701={EngageUser}&gclid=abc123&utm=1#frag";

    [Fact]
    public async Task An_identity_name_inside_the_pages_address_goes_and_the_rest_stays()
    {
        await using var visit = await stage.VisitAsync(stage.Page, Anonymous);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Landing));
        var (state, hits) = await Walk.SeenAsync(stage, visit);

        new AnonymousJudge("identity in the page's address") { MayChange = ["pu"] }.Judge(hits, SecretsOf(state));
        Assert.Equal($"{visit.Origin}/home?gclid=abc123&utm=1", PageAddress.Of(hits[0]));
    }

    /// <summary>It could be cut only by encoding the rest anew (docs/decisions/0003), so all of it stays behind.</summary>
    [Fact]
    public async Task An_obfuscated_address_with_an_identity_name_inside_stays_behind_whole()
    {
        var page = stage.Page.With("""{ "parameterObfuscation": ["pu"] }""");

        await using var visit = await stage.VisitAsync(page, Anonymous);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Landing));
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        var (state, hits) = await Walk.SeenAsync(stage, visit);

        Assert.All(hits, hit => Assert.Contains("&pu=__1_", hit.Sent.Target, StringComparison.Ordinal));
        var secrets = SecretsOf(state);
        new AnonymousJudge("identity in the page's address") { Suppressed = ["cd", "uc5", "uc7", "pu"] }.Judge([hits[0]], secrets);
        new AnonymousJudge("identity in the page's address").Judge([hits[1]], secrets);
    }

    private static IEnumerable<BrowserCookie> Anonymous => [.. Secrets.OfTheShop, new("miCookieOptOut", "1")];

    private static IReadOnlyList<string> SecretsOf(VisitState state) => [.. Secrets.Of(state), EverId, EngageUser];

    public sealed class Shop(Browser browser) : OptOutStage(browser);
}
