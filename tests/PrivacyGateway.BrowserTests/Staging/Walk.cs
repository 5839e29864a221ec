using PrivacyGateway.BrowserTests.Browsing;
using PrivacyGateway.BrowserTests.Judging;

namespace PrivacyGateway.BrowserTests.Staging;

/// <summary>The captures' walk through the shop: a page view, a click, a second page.</summary>
internal static class Walk
{
    public const string Home = "/home?utm=1&email=jane.doe%40example.org";

    public const string Click = "wtSmart.action.data.add({ name: 'click.x', parameter: { 1: 'a' } }), wtSmart.track()";

    /// <summary>Waits for each hit to arrive and to be answered, so that the two sides of the gateway pair up by order.</summary>
    public static async Task<(VisitState State, IReadOnlyList<HitPair> Hits)> ThreeHitsAsync(Stage stage, Visit visit, string home = Home)
    {
        await StepAsync(stage, visit, () => visit.OpenAsync(home));
        await StepAsync(stage, visit, () => visit.RunAsync(Click));
        await StepAsync(stage, visit, () => visit.OpenAsync("/second"));
        return await SeenAsync(stage, visit);
    }

    public static async Task StepAsync(Stage stage, Visit visit, Func<Task> step)
    {
        var before = stage.TrackDomain.Requests.Count;
        await step();
        await stage.TrackDomain.WaitForAsync(before + 1);
        await visit.SettleAsync();

        // A page that goes takes along what the browser would still have told of its beacons.
        await visit.StateAsync();
    }

    public static async Task<(VisitState State, IReadOnlyList<HitPair> Hits)> SeenAsync(Stage stage, Visit visit)
    {
        var state = await visit.StateAsync();
        return (state, HitPair.Of(state.Hits, stage.TrackDomain.Requests));
    }
}
