using System.Text.Json.Nodes;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// Two visitors before, in and after an outage of the track domain: the gateway keeps the anonymous one's hit, the pixel keeps the
/// identified one's. The pixel's timers are its own here, so the outage lasts as long as its first resend takes.
/// </summary>
public sealed class OutageTests(OutageTests.Shop stage) : IClassFixture<OutageTests.Shop>
{
    private const string TrackId = "111111111111111";
    private const string Hit = $"/{TrackId}/wt?";

    [Fact]
    public async Task In_an_outage_the_gateway_keeps_anonymous_hits_and_the_pixel_identified_ones()
    {
        await using var anonymous = await stage.VisitAsync(stage.Page, Secrets.OfTheShop);
        await using var identified = await stage.VisitAsync(stage.Page, Secrets.OfTheShop);
        await Walk.StepAsync(stage, anonymous, () => anonymous.OpenAsync(Walk.Home));
        await Walk.StepAsync(stage, identified, () => identified.OpenAsync(Walk.Home));
        var known = Secrets.Of(await anonymous.StateAsync());
        await anonymous.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");

        var outage = new Outage();
        stage.TrackDomain.Answer = outage.Answer;
        await anonymous.OpenAsync("/second");
        await anonymous.AnsweredAsync(Hit, 2);
        AssertOurImage((await anonymous.StateAsync()).Hits[^1]);
        await anonymous.SettleAsync();
        await stage.SaysAsync("its circuit is open");

        await identified.OpenAsync("/second");
        await identified.AnsweredAsync(Hit, 2);
        AssertQueued(await identified.StateAsync());
        await identified.AnsweredAsync(Hit, 3);
        AssertQueued(await identified.StateAsync());

        outage.End();
        await stage.SaysAsync(": 1 hit(s) that had waited are delivered.");
        await identified.SettleAsync();

        Assert.Equal(2, outage.Taken.Count);
        AssertDeliveredByTheGateway(await anonymous.StateAsync(), Assert.Single(outage.Taken, IsAnonymous), known);
        AssertDeliveredByThePixel(await identified.StateAsync(), Assert.Single(outage.Taken, request => !IsAnonymous(request)));
    }

    private static bool IsAnonymous(RecordedRequest request) => request.Target.Contains("&nc=1", StringComparison.Ordinal);

    /// <summary>42 bytes: the stand-in's own has 43.</summary>
    private static void AssertOurImage(SentRequest hit) =>
        Assert.Equal((200, "image/gif", "42", "no-store"), (hit.Status, hit.Answer("Content-Type"), hit.Answer("Content-Length"), hit.Answer("Cache-Control")));

    private static void AssertQueued(VisitState state)
    {
        Assert.All(state.Hits.Skip(1), hit => Assert.Equal(503, hit.Status));
        Assert.EndsWith(state.Hits[1].Target, state.Storage[TrackId], StringComparison.Ordinal);
    }

    /// <summary>The identified visitor's resends came later than this hit, so its own would have been seen by now.</summary>
    private static void AssertDeliveredByTheGateway(VisitState state, RecordedRequest arrived, IEnumerable<string> known)
    {
        Assert.Equal([200, 200], state.Hits.Select(hit => hit.Status));
        Assert.Equal("", state.Storage[TrackId]);
        var hit = new HitPair(state.Hits[^1], arrived);
        Assert.Equal(Clock(hit.Before), Clock(hit.After));
        new AnonymousJudge("browser, outage").Judge([hit], [.. known, .. Secrets.Of(state)]);
    }

    private static void AssertDeliveredByThePixel(VisitState state, RecordedRequest arrived)
    {
        Assert.Equal((200, 200), (state.Hits[0].Status, state.Hits[^1].Status));
        Assert.All(state.Hits.Skip(1).SkipLast(1), hit => Assert.Equal(503, hit.Status));
        Assert.Single(state.Hits.Skip(1).Select(hit => hit.Target).Distinct(StringComparer.Ordinal));
        Assert.Equal("", state.Storage[TrackId]);
        Assert.Contains("&eid=", arrived.Target, StringComparison.Ordinal);
        IdentifiedJudge.Judge([new HitPair(state.Hits[^1], arrived)]);
    }

    /// <summary>The field <c>p</c>, which holds the page's own time.</summary>
    private static string Clock(HitText hit) => Assert.Single(hit.Query, piece => piece.StartsWith("p=", StringComparison.Ordinal));

    public sealed class Shop(Browser browser) : OptOutStage(browser)
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");

        /// <summary>The circuit opens in this outage too, small as it is, and closes soon after it.</summary>
        protected override JsonObject Operation() => new()
        {
            ["DataDirectory"] = _data.FullName,
            ["TrackDomains"] = new JsonObject
            {
                ["track-domain"] = new JsonObject { ["breakerMinimum"] = 2, ["breakerSeconds"] = 1, ["breakerWindowSeconds"] = 3600, ["attemptMilliseconds"] = 60_000, ["totalMilliseconds"] = 120_000 },
            },
        };

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _data.Delete(recursive: true);
        }
    }
}
