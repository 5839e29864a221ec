using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G4: the pixel queues a failed hit unchanged and sends it again after the visitor has opted out.</summary>
public sealed class QueueTests(QueueTests.Shop fixture) : IClassFixture<QueueTests.Shop>
{
    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("responds 503")]
    [InlineData("hangs up")]
    public async Task Hit_from_the_pixels_queue_is_forwarded_anonymously_after_an_opt_out(string trackDomain)
    {
        await using var visit = await fixture.VisitAsync(fixture.Page, Secrets.OfTheShop, clock: true);
        fixture.TrackDomain.Response = trackDomain == "hangs up"
            ? _ => []
            : _ => TrackDomainResponses.Build(503, "Service Unavailable", [], []);
        await visit.OpenAsync(Walk.Home);
        await fixture.TrackDomain.WaitForAsync(1);
        var queued = await visit.StateAsync();
        Assert.All(queued.Hits, hit => Assert.Equal(503, hit.Status));
        Assert.Contains("&eid=", queued.Storage["111111111111111"], StringComparison.Ordinal);

        await visit.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");

        // Every hit from before the opt-out has a response: from here on only the queue is sent.
        await visit.StateAsync();
        fixture.TrackDomain.Response = TrackDomainResponses.Pixel;
        await visit.PassAsync(Resend);
        await visit.SettleAsync();

        var state = await visit.StateAsync();
        Assert.Equal(queued.Hits[0].Target, state.Hits[^1].Target);
        Assert.Contains("wtstp_eid=", state.Hits[^1].Cookie, StringComparison.Ordinal);
        new AnonymousJudge("queued before the opt-out").Judge(
            [new HitPair(state.Hits[^1], fixture.TrackDomain.Requests[^1])],
            Secrets.From(state));
    }

    public sealed class Shop(Browser browser) : OptOutFixture(browser);
}
