using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>The captures' walk through the shop: a page view, a click, a second page.</summary>
internal static class Walk
{
    public const string Home = "/home?utm=1";

    /// <summary>The page's URL with personal data in it, which the gateway strips.</summary>
    public const string PersonalHome = Home + "&email=jane.doe%40example.org";

    public const string Click = "wtSmart.action.data.add({ name: 'click.x', parameter: { 1: 'a' } }), wtSmart.track()";

    /// <summary>Waits until each hit has arrived and has a response, so that the two sides of the gateway pair up by order.</summary>
    public static async Task<(VisitState State, IReadOnlyList<HitPair> Hits)> ThreeHitsAsync(
        BrowserFixture fixture, Visit visit, string home = Home)
    {
        await StepAsync(fixture, visit, () => visit.OpenAsync(home));
        await StepAsync(fixture, visit, () => visit.RunAsync(Click));
        await StepAsync(fixture, visit, () => visit.OpenAsync("/second"));
        return await SeenAsync(fixture, visit);
    }

    public static async Task StepAsync(BrowserFixture fixture, Visit visit, Func<Task> step)
    {
        var before = fixture.TrackDomain.Requests.Count;
        await step();
        await fixture.TrackDomain.WaitForAsync(before + 1);
        await visit.SettleAsync();

        // A page that is closed discards what the browser would still have reported about its beacons.
        await visit.StateAsync();
    }

    public static async Task<(VisitState State, IReadOnlyList<HitPair> Hits)> SeenAsync(BrowserFixture fixture, Visit visit)
    {
        var state = await visit.StateAsync();
        return (state, HitPair.From(state.Hits, fixture.TrackDomain.Requests));
    }
}
