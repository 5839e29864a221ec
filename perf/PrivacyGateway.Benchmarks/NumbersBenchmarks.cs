using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Benchmarks;

/// <summary>The cost of the metrics for a usual anonymous hit while <c>/metrics</c> is listening, and the cost of one scrape.</summary>
public class NumbersBenchmarks
{
    private static readonly string[] Rules = [
        "identity", "suppress-parameter", "anonymous-hit-cookie", "header-not-listed", "client-address"];
    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(7);

    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider()
        .GetRequiredService<IMeterFactory>();
    private static readonly GatewayMetrics Metrics = new(Meters);
    private static readonly MetricReader Reader = new(Meters, Metrics.Durations);

    [Benchmark]
    public void OneHit()
    {
        foreach (var rule in Rules)
            Metrics.StrippedBy("track", rule, 2);
        Metrics.UpstreamResponded("track-domain", Took);
        Metrics.ClientAddress(isPrivate: false);
        Metrics.Hit("track", "anonymous", "anonymous-cookie", isEnforced: true, HitOutcomes.Forwarded);
        Metrics.Request("track", 200, ResponseSource.Upstream, Took);
    }

    /// <summary>The part that is counted once for every request.</summary>
    [Benchmark]
    public void OneRequest() => Metrics.Request("track", 200, ResponseSource.Upstream, Took);

    [Benchmark]
    public string OneScrape() => Reader.Collect(PrometheusText.Write);
}
