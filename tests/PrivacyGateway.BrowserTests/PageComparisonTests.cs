using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.IntegrationTests.Operation.Numbers;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// The specification's pages, in the real browser with the real pixel, against the policy that their operator writes: page 3.2 as it is
/// printed, with its misspelt key, contradicts the policy, and nothing else on the wire shows that; page 3.1 does not.
/// </summary>
public sealed class PageComparisonTests(PageComparisonTests.Shop fixture) : IClassFixture<PageComparisonTests.Shop>
{
    private const string Alert = "ALERTS{alertname=\"PageContradictsPolicy\",alertstate=\"firing\"}";
    private const string Set = "wtSmart.utils.optout.setAnonymousCookie()";
    private const string Delete = "wtSmart.utils.optout.deleteAnonymousCookie()";

    /// <summary>As section 3.2 prints it.</summary>
    private static readonly string Misspelt = PixelPage.OptOut.Replace(
        "\"anonymousOptIn\": false", "\"anononymousOptIn\": true", StringComparison.Ordinal);

    private static readonly string OptIn = PixelPage.OptOut.Replace("false", "true", StringComparison.Ordinal);
    private static readonly string Renamed = PixelPage.OptOut.Replace("miCookieOptOut", "shopOptOut", StringComparison.Ordinal);

    [Fact]
    public async Task Literal_page_3_2_is_counted_as_a_mismatch_before_and_after_consent_and_an_alert_fires()
    {
        Assert.SkipUnless(PrometheusServer.IsHere, PrometheusServer.Missing);
        await using var prometheus = await PrometheusServer.StartAsync(fixture.AdminPort);
        Assert.Equal(0, await fixture.MismatchesAsync(Shop.Page32));

        // Prometheus does not see an increase that happened before its first scrape.
        Assert.True(await PrometheusServer.UntilAsync(async () => await prometheus.CountAsync("gateway_page_mismatch_total") > 0),
            "Prometheus scraped nothing.");

        await using (var visit = await fixture.VisitAsync(Page(Shop.Page32, Misspelt), Secrets.OfTheShop))
        {
            await UntilCountedAsync(visit, Shop.Page32, "identified-without-consent");
            await visit.RunAsync(Set);
            await UntilCountedAsync(visit, Shop.Page32, "marked-despite-consent");
        }

        // A dozen visits within the hour are enough.
        for (var visits = 0; visits < 12; visits++)
        {
            await using var visit = await fixture.VisitAsync(Page(Shop.Page32, Misspelt), Secrets.OfTheShop);
            await UntilCountedAsync(visit, Shop.Page32, "identified-without-consent");
        }

        Assert.True(await PrometheusServer.UntilAsync(async () => await prometheus.CountAsync(Alert) > 0), await fixture.ScrapeAsync());
        Figures.Note(
            $"literal page 3.2: {await fixture.MismatchesAsync(Shop.Page32)} mismatches counted, the alert fires; page 3.1: "
                + $"{await fixture.MismatchesAsync(Shop.Page31)}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_that_fits_its_policy_is_never_counted_as_a_mismatch_however_often_the_choice_changes(bool optIn)
    {
        var host = optIn ? Shop.Page32Corrected : Shop.Page31;
        await using var visit = await fixture.VisitAsync(Page(host, optIn ? OptIn : PixelPage.OptOut), Secrets.OfTheShop);
        foreach (var click in (string[])["", Set, Delete, Set])
        {
            if (click.Length > 0)
                await visit.RunAsync(click);
            await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
            await Walk.StepAsync(fixture, visit, () => visit.RunAsync(Walk.Click));
        }

        Assert.Equal(0, await fixture.MismatchesAsync(host));
        Assert.Equal(8, await fixture.HitsAsync(host));
    }

    [Fact]
    public async Task Page_in_the_other_polarity_is_counted_as_a_mismatch()
    {
        await using var visit = await fixture.VisitAsync(Page(Shop.Reversed, OptIn), Secrets.OfTheShop);
        await UntilCountedAsync(visit, Shop.Reversed, "marked-without-opt-out");
        await visit.RunAsync(Set);
        await UntilCountedAsync(visit, Shop.Reversed, "identified-despite-opt-out");
    }

    [Fact]
    public async Task Page_that_follows_another_cookie_is_counted_as_a_mismatch_with_that_cause()
    {
        await using var visit = await fixture.VisitAsync(Page(Shop.OtherName, Renamed), Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        Assert.Equal(0, await fixture.MismatchesAsync(Shop.OtherName));
        await visit.RunAsync(Set);
        await UntilCountedAsync(visit, Shop.OtherName, "other-cookie-name");
    }

    /// <summary>The pixel's queue sends it again after five seconds, unchanged, with the cookie that was set meanwhile.</summary>
    [Fact]
    public async Task Hit_from_the_pixels_queue_is_not_counted_as_a_mismatch()
    {
        await using var visit = await fixture.VisitAsync(Page(Shop.Queued, PixelPage.OptOut), Secrets.OfTheShop);
        fixture.TrackDomain.Response = static _ => TrackDomainResponses.Build(503, "Service Unavailable", [], []);
        await visit.OpenAsync(Walk.Home);
        await fixture.TrackDomain.WaitForAsync(1);
        await visit.RunAsync(Set);
        fixture.TrackDomain.Response = TrackDomainResponses.Pixel;
        await fixture.TrackDomain.WaitForAsync(2);
        await visit.SettleAsync();

        var hits = (await visit.StateAsync()).Hits;
        Assert.Equal(hits[0].Target, hits[^1].Target);
        Assert.Contains("&eid=", hits[^1].Target, StringComparison.Ordinal);
        Assert.Contains("miCookieOptOut=1", hits[^1].Cookie, StringComparison.Ordinal);
        Assert.Equal(0, await fixture.MismatchesAsync(Shop.Queued));
    }

    /// <summary>A page of another site: the track domain receives none of its cookies, so nothing is certain.</summary>
    [Fact]
    public async Task Mismatches_are_not_counted_where_the_track_domain_receives_no_cookies()
    {
        await using var visit = await fixture.VisitAsync(Page(Shop.OtherSite, Misspelt), Secrets.OfTheShop);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
        await visit.RunAsync(Set);
        await Walk.StepAsync(fixture, visit, () => visit.OpenAsync("/second"));

        Assert.Equal((0, 2), (await fixture.MismatchesAsync(Shop.OtherSite), await fixture.HitsAsync(Shop.OtherSite)));
    }

    private PixelPage Page(string host, string advanced) => new(fixture.At(host)) { Advanced = advanced };

    /// <summary>
    /// On a machine under load a hit may take longer than the second within
    /// which it is compared: the visitor goes on until one is compared.
    /// </summary>
    private async Task UntilCountedAsync(Visit visit, string host, string kind)
    {
        var before = await fixture.MismatchesAsync(host, kind);
        for (var pages = 0; pages < 50; pages++)
        {
            await Walk.StepAsync(fixture, visit, () => visit.OpenAsync(Walk.Home));
            if (await fixture.MismatchesAsync(host, kind) > before)
                return;
        }

        Assert.Fail($"{kind} was not counted on {host}:\n{await fixture.ScrapeAsync()}");
    }

    public sealed class Shop(Browser browser) : BrowserFixture(
        browser,
        (Page31, Policies.OptOut),
        (Page32, Policies.OptIn),
        (Page32Corrected, Policies.OptIn),
        (Reversed, Policies.OptOut),
        (OtherName, Policies.OptOut),
        (Queued, Policies.OptOut),
        (OtherSite, Policies.OptInElsewhere))
    {
        public const string Page31 = "page31.shop.test";
        public const string Page32 = "page32.shop.test";
        public const string Page32Corrected = "corrected.shop.test";
        public const string Reversed = "reversed.shop.test";
        public const string OtherName = "renamed.shop.test";
        public const string Queued = "queued.shop.test";
        public const string OtherSite = "track.vendor.test";

        /// <summary>Mismatches of page and policy on this host's route.</summary>
        public Task<int> MismatchesAsync(string host, string kind = "") =>
            Scrape.SumAsync(AdminPort, "gateway_page_mismatch_total", $"route=\"{host}\"", $"kind=\"{kind}");

        public Task<int> HitsAsync(string host) => Scrape.SumAsync(AdminPort, "gateway_hits_total", $"route=\"{host}\"");

        public Task<string> ScrapeAsync() => Scrape.ReadAsync(AdminPort);
    }
}
