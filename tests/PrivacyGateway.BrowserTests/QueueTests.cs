using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>Gap G4: the pixel keeps a hit that failed, as it is, and sends it again after the visitor has opted out.</summary>
public sealed class QueueTests(QueueTests.Shop stage) : IClassFixture<QueueTests.Shop>
{
    private static readonly TimeSpan Resend = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("answers 503")]
    [InlineData("hangs up")]
    public async Task A_hit_queued_before_the_opt_out_leaves_anonymous_after_it(string trackDomain)
    {
        await using var visit = await stage.VisitAsync(stage.Page, Secrets.OfTheShop, clock: true);
        stage.TrackDomain.Answer = trackDomain == "hangs up"
            ? _ => []
            : _ => TrackDomainAnswers.Build(503, "Service Unavailable", [], []);
        await visit.OpenAsync(Walk.Home);
        await stage.TrackDomain.WaitForAsync(1);
        var queued = await visit.StateAsync();
        Assert.All(queued.Hits, hit => Assert.Equal(503, hit.Status));
        Assert.Contains("&eid=", queued.Storage["111111111111111"], StringComparison.Ordinal);

        await visit.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");

        // What was sent before the opt-out has been answered: from here on only the queue is sent.
        await visit.StateAsync();
        stage.TrackDomain.Answer = TrackDomainAnswers.Pixel;
        await visit.PassAsync(Resend);
        await visit.SettleAsync();

        var state = await visit.StateAsync();
        Assert.Equal(queued.Hits[0].Target, state.Hits[^1].Target);
        Assert.Contains("wtstp_eid=", state.Hits[^1].Cookie, StringComparison.Ordinal);
        new AnonymousJudge("queued before the opt-out").Judge(
            [new HitPair(state.Hits[^1], stage.TrackDomain.Requests[^1])],
            Secrets.Of(state));
    }

    public sealed class Shop(Browser browser) : OptOutStage(browser);
}
