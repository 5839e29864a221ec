using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The shapes a hit can take by the page's configuration: each with consent and, misunderstood by the page, without.</summary>
public sealed class WireShapeTests(WireShapeTests.Shop fixture) : IClassFixture<WireShapeTests.Shop>
{
    private const string Long = """{ "name": "shop.home", "parameter": { "1": "pp1", "2": "LONG" } }""";

    public static TheoryData<string, string, string> Shapes => new()
    {
        { "beacon", """{ "requestType": "beacon" }""", "\"111111111111111\"" },
        { "obfuscated paths", """{ "requestObfuscation": true }""", "\"111111111111111\"" },
        { "obfuscated values", """{ "parameterObfuscation": ["cd", "uc700", "uc5", "eid", "la"] }""", "\"111111111111111\"" },
        { "several track ids", "{}", """["111111111111111", "222222222222222"]""" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Hit_of_any_shape_is_forwarded_byte_for_byte_with_consent(string shape, string advanced, string trackId)
    {
        var page = new PixelPage(fixture.At(Shop.OptOut)) { TrackId = trackId }.With(PixelPage.OptOut).With(advanced);

        await using var visit = await fixture.VisitAsync(page, Secrets.OfTheShop);
        var (_, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        Assert.All(hits, hit => Assert.True(hit.Before.Groups[0].Any(piece => HitText.NameOf(piece) == "eid"), shape));
        IdentifiedJudge.Judge(hits);
    }

    /// <summary>The page does not know the function, so the browser sends every identifier.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Hit_of_any_shape_is_forwarded_anonymously_without_consent_although_the_page_identifies(
        string shape, string advanced, string trackId)
    {
        var page = new PixelPage(fixture.At(Shop.OptIn)) { TrackId = trackId, Advanced = advanced };

        await using var visit = await fixture.VisitAsync(page, Secrets.OfTheShop);
        var (state, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        new AnonymousJudge(shape).Judge(hits, Secrets.From(state));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Hit_that_the_page_sends_anonymously_is_forwarded_anonymously(string shape, string advanced, string trackId)
    {
        var page = new PixelPage(fixture.At(Shop.OptOut)) { TrackId = trackId }.With(PixelPage.OptOut).With(advanced);

        await using var visit = await fixture.VisitAsync(page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")]);
        var (state, hits) = await Walk.ThreeHitsAsync(fixture, visit);

        new AnonymousJudge(shape).Judge(hits, Secrets.From(state));
    }

    /// <summary>Capture 50: 30 719 characters are the pixel's limit; it cuts off the rest.</summary>
    [Theory]
    [InlineData(Shop.OptOut, false)]
    [InlineData(Shop.OptIn, true)]
    public async Task Longest_URL_that_the_pixel_sends_is_accepted(string host, bool anonymous)
    {
        var pageData = Long.Replace("LONG", new string('x', 40_000), StringComparison.Ordinal);
        var page = new PixelPage(fixture.At(host)) { PageData = pageData, Advanced = "{}" };

        await using var visit = await fixture.VisitAsync(page, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        var (state, hits) = await Walk.SeenAsync(fixture, visit);

        Assert.Equal(30_719, $"https://{page.TrackDomain}{hits[0].Sent.Target}".Length);
        Assert.Equal(200, hits[0].Sent.Status);
        if (anonymous)
        {
            new AnonymousJudge("longest url").Judge(hits, Secrets.From(state));
        }
        else
        {
            IdentifiedJudge.Judge(hits);
        }
    }

    public sealed class Shop(Browser browser) : BrowserFixture(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
