using System.Text.Json.Nodes;
using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;
using PrivacyGateway.BrowserTests.Staging;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.BrowserTests;

/// <summary>
/// Two visitors before, in and after an outage of the track domain: the gateway spools the anonymous hit, the pixel queues the
/// identified one. The pixel's timers run normally here, so the outage lasts as long as its first resend takes.
/// </summary>
public sealed class OutageTests(OutageTests.Shop fixture) : IClassFixture<OutageTests.Shop>
{
    private const string TrackId = "111111111111111";
    private const string Hit = $"/{TrackId}/wt?";

    [Fact]
    public async Task Gateway_spools_anonymous_hits_and_the_pixel_queues_identified_hits_during_an_outage()
    {
        await using var anonymous = await fixture.VisitAsync(fixture.Page, Secrets.OfTheShop);
        await using var identified = await fixture.VisitAsync(fixture.Page, Secrets.OfTheShop);
        await Walk.StepAsync(fixture, anonymous, () => anonymous.OpenAsync(Walk.Home));
        await Walk.StepAsync(fixture, identified, () => identified.OpenAsync(Walk.Home));
        var known = Secrets.From(await anonymous.StateAsync());
        await anonymous.RunAsync("wtSmart.utils.optout.setAnonymousCookie()");

        var outage = new Outage();
        fixture.TrackDomain.Response = outage.Response;
        await anonymous.OpenAsync("/second");
        await anonymous.RespondedAsync(Hit, 2);
        AssertOurImage((await anonymous.StateAsync()).Hits[^1]);
        await anonymous.SettleAsync();
        await fixture.WaitForOutputAsync("its circuit is open");

        await identified.OpenAsync("/second");
        await identified.RespondedAsync(Hit, 2);
        AssertQueued(await identified.StateAsync());
        await identified.RespondedAsync(Hit, 3);
        AssertQueued(await identified.StateAsync());

        outage.End();
        await fixture.WaitForOutputAsync(": 1 spooled hit(s) were delivered.");
        await identified.SettleAsync();

        Assert.Equal(2, outage.Taken.Count);
        AssertDeliveredByTheGateway(await anonymous.StateAsync(), Assert.Single(outage.Taken, IsAnonymous), known);
        AssertDeliveredByThePixel(await identified.StateAsync(), Assert.Single(outage.Taken, request => !IsAnonymous(request)));
    }

    private static bool IsAnonymous(RecordedRequest request) => request.Target.Contains("&nc=1", StringComparison.Ordinal);

    /// <summary>42 bytes: the stand-in's pixel has 43.</summary>
    private static void AssertOurImage(SentRequest hit) =>
        Assert.Equal((200, "image/gif", "42", "no-store"),
            (hit.Status, hit.Response("Content-Type"), hit.Response("Content-Length"), hit.Response("Cache-Control")));

    private static void AssertQueued(VisitState state)
    {
        Assert.All(state.Hits.Skip(1), hit => Assert.Equal(503, hit.Status));
        Assert.EndsWith(state.Hits[1].Target, state.Storage[TrackId], StringComparison.Ordinal);
    }

    /// <summary>The identified visitor's resends came after this hit, so its own resend would have arrived by now.</summary>
    private static void AssertDeliveredByTheGateway(VisitState state, RecordedRequest arrived, IEnumerable<string> known)
    {
        Assert.Equal([200, 200], state.Hits.Select(hit => hit.Status));
        Assert.Equal("", state.Storage[TrackId]);
        var hit = new HitPair(state.Hits[^1], arrived);
        Assert.Equal(Clock(hit.Before), Clock(hit.After));
        new AnonymousJudge("browser, outage").Judge([hit], [.. known, .. Secrets.From(state)]);
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

    /// <summary>The field <c>p</c>, which contains the page's timestamp.</summary>
    private static string Clock(HitText hit) => Assert.Single(hit.Query, piece => piece.StartsWith("p=", StringComparison.Ordinal));

    public sealed class Shop(Browser browser) : OptOutFixture(browser)
    {
        private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");

        /// <summary>The circuit opens in this outage too, although it is short, and closes soon after it.</summary>
        protected override JsonObject Operation() => new()
        {
            ["DataDirectory"] = _data.FullName,
            ["TrackDomains"] = new JsonObject
            {
                ["track-domain"] = new JsonObject
                {
                    ["breakerMinimum"] = 2,
                    ["breakerSeconds"] = 1,
                    ["breakerWindowSeconds"] = 3600,
                    ["attemptMilliseconds"] = 60_000,
                    ["totalMilliseconds"] = 120_000,
                },
            },
        };

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _data.Delete(recursive: true);
        }
    }
}
