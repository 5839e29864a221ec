using System.Globalization;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Staging;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Measuring;

/// <summary>How long browsers wait in four situations. Figures, not a verdict: they depend on the machine.</summary>
internal static class ResponseMeasurement
{
    private const int Rate = 50;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    public static async Task<IReadOnlyList<string>> RunAsync(Form form, CancellationToken cancellation)
    {
        var healthy = await P99Async(form, GatewayHosts.Track, static _ => Task.CompletedTask, cancellation);
        var open = await P99Async(form, GatewayHosts.Track, static fixture => fixture.Upstream.DownAsync(), cancellation);
        var inline = await P99Async(form, GatewayHosts.Track, SlowDown, cancellation);
        var queued = await P99Async(form, GatewayHosts.Queued, SlowDown, cancellation);
        return
        [
            Line($"p99 of the response, track domain well: {healthy:0.0} ms"),
            Line($"p99 of the response, breaker open (hit spooled first): {open:0.0} ms, {open / healthy:0.0} times that"),
            Line($"p99 of the response, track domain slow by 300 ms: {inline:0.0} ms, {inline / healthy:0.0} times"),
            Line($"the same with queued delivery: {queued:0.0} ms, {queued / healthy:0.0} times"),
            Line($"queued delivery: p99 is {inline / queued:0.0} times shorter than delivery at once"),
        ];
    }

    private static Task SlowDown(FaultFixture fixture)
    {
        fixture.Upstream.Behaviour = Behaviour.Slow(Late);
        return Task.CompletedTask;
    }

    private static async Task<double> P99Async(Form form, string host, Func<FaultFixture, Task> prepare, CancellationToken cancellation)
    {
        var timeout = new Dictionary<string, int>(StringComparer.Ordinal) { ["breakerMinimum"] = 10, ["breakerSeconds"] = 60 };
        await using var fixture = await FaultFixture.OpenAsync(
            form, new GatewaySetup { Timeout = timeout }, Around.Nothing, null, null, cancellation);
        await fixture.SendAsync(Hit, WarmUp, Rate);
        await prepare(fixture);
        await fixture.SendAsync(Hit, WarmUp, Rate);
        var before = fixture.Tally.Latencies.Count;
        await fixture.SendAsync(Hit, form.Measurement, Rate);
        return Percentile.Compute(fixture.Tally.Latencies.Skip(before), 0.99);

        BrowserHit Hit(int id) => BrowserHit.AnonymousGet(id, host);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
