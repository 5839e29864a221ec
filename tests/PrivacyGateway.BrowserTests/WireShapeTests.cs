using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;

namespace PrivacyGateway.BrowserTests;

/// <summary>The shapes a hit can take by the page's configuration: each with consent and, misunderstood by the page, without.</summary>
public sealed class WireShapeTests(WireShapeTests.Shop stage) : IClassFixture<WireShapeTests.Shop>
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
    public async Task With_consent_it_passes_byte_for_byte(string shape, string advanced, string trackId)
    {
        var page = new PixelPage(stage.At(Shop.OptOut)) { TrackId = trackId }.With(PixelPage.OptOut).With(advanced);

        await using var visit = await stage.VisitAsync(page, Secrets.OfTheShop);
        var (_, hits) = await Walk.ThreeHitsAsync(stage, visit);

        Assert.All(hits, hit => Assert.True(hit.Before.Groups[0].Any(piece => HitText.NameOf(piece) == "eid"), shape));
        IdentifiedJudge.Judge(hits);
    }

    /// <summary>The page does not know of the function, so all identity is in what the browser sends.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Without_consent_it_leaves_anonymous_though_the_page_identifies(string shape, string advanced, string trackId)
    {
        var page = new PixelPage(stage.At(Shop.OptIn)) { TrackId = trackId, Advanced = advanced };

        await using var visit = await stage.VisitAsync(page, Secrets.OfTheShop);
        var (state, hits) = await Walk.ThreeHitsAsync(stage, visit);

        new AnonymousJudge(shape).Judge(hits, Secrets.Of(state));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task What_the_page_sends_anonymous_stays_so(string shape, string advanced, string trackId)
    {
        var page = new PixelPage(stage.At(Shop.OptOut)) { TrackId = trackId }.With(PixelPage.OptOut).With(advanced);

        await using var visit = await stage.VisitAsync(page, [.. Secrets.OfTheShop, new("miCookieOptOut", "1")]);
        var (state, hits) = await Walk.ThreeHitsAsync(stage, visit);

        new AnonymousJudge(shape).Judge(hits, Secrets.Of(state));
    }

    /// <summary>Capture 50: 30 719 characters are the pixel's own limit, and what stands behind them is cut off.</summary>
    [Theory]
    [InlineData(Shop.OptOut, false)]
    [InlineData(Shop.OptIn, true)]
    public async Task The_longest_url_that_the_pixel_sends_passes(string host, bool anonymous)
    {
        var pageData = Long.Replace("LONG", new string('x', 40_000), StringComparison.Ordinal);
        var page = new PixelPage(stage.At(host)) { PageData = pageData, Advanced = "{}" };

        await using var visit = await stage.VisitAsync(page, Secrets.OfTheShop);
        await Walk.StepAsync(stage, visit, () => visit.OpenAsync(Walk.Home));
        var (state, hits) = await Walk.SeenAsync(stage, visit);

        Assert.Equal(30_719, $"https://{page.TrackDomain}{hits[0].Sent.Target}".Length);
        Assert.Equal(200, hits[0].Sent.Status);
        if (anonymous)
        {
            new AnonymousJudge("longest url").Judge(hits, Secrets.Of(state));
        }
        else
        {
            IdentifiedJudge.Judge(hits);
        }
    }

    public sealed class Shop(Browser browser) : Stage(browser, (OptOut, Policies.OptOut), (OptIn, Policies.OptIn))
    {
        public const string OptOut = "track.shop.test";
        public const string OptIn = "optin.shop.test";
    }
}
