using System.Globalization;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Staging;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Measuring;

/// <summary>How long browsers wait in four situations. Figures, not a verdict: they depend on the machine.</summary>
internal static class AnswerMeasurement
{
    private const int Rate = 50;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    public static async Task<IReadOnlyList<string>> RunAsync(Form form, CancellationToken cancellation)
    {
        var healthy = await P99Async(form, GatewayHosts.Track, static _ => Task.CompletedTask, cancellation);
        var open = await P99Async(form, GatewayHosts.Track, static stage => stage.Upstream.DownAsync(), cancellation);
        var inline = await P99Async(form, GatewayHosts.Track, SlowDown, cancellation);
        var queued = await P99Async(form, GatewayHosts.Queued, SlowDown, cancellation);
        return
        [
            Line($"p99 of the answer, track domain well: {healthy:0.0} ms"),
            Line($"p99 of the answer, breaker open (hit kept first): {open:0.0} ms, {open / healthy:0.0} times that"),
            Line($"p99 of the answer, track domain slow by 300 ms: {inline:0.0} ms, {inline / healthy:0.0} times; with queued delivery {queued:0.0} ms, {queued / healthy:0.0} times"),
            Line($"queued delivery: p99 is {inline / queued:0.0} times shorter than delivery at once"),
        ];
    }

    private static Task SlowDown(Stage stage)
    {
        stage.Upstream.Behaviour = Behaviour.Slow(Late);
        return Task.CompletedTask;
    }

    private static async Task<double> P99Async(Form form, string host, Func<Stage, Task> prepare, CancellationToken cancellation)
    {
        var patience = new Dictionary<string, int>(StringComparer.Ordinal) { ["breakerMinimum"] = 10, ["breakerSeconds"] = 60 };
        await using var stage = await Stage.OpenAsync(form, new GatewaySetup { Patience = patience }, Around.Nothing, null, null, cancellation);
        await stage.SendAsync(Hit, WarmUp, Rate);
        await prepare(stage);
        await stage.SendAsync(Hit, WarmUp, Rate);
        var before = stage.Tally.Latencies.Count;
        await stage.SendAsync(Hit, form.Measurement, Rate);
        return Percentile.Of(stage.Tally.Latencies.Skip(before), 0.99);

        BrowserHit Hit(int id) => BrowserHit.AnonymousGet(id, host);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
