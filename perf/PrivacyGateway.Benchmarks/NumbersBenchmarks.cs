using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Export;

namespace PrivacyGateway.Benchmarks;

/// <summary>What counting costs a usual anonymous hit, with <c>/metrics</c> listening; and what one scrape of it costs.</summary>
public class NumbersBenchmarks
{
    private static readonly string[] Rules = ["identity", "suppress-parameter", "anonymous-hit-cookie", "header-not-listed", "client-address"];
    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(7);

    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private static readonly MetricReader Reader = new(Meters);

    private readonly GatewayMetrics _metrics = new(Meters);

    [Benchmark]
    public void OneHit()
    {
        foreach (var rule in Rules)
            _metrics.WithheldBy("track", rule, 2);
        _metrics.UpstreamAnswered("track-domain", Took);
        _metrics.Hit("track", "anonymous", "anonymous-cookie", isEnforced: true, HitFates.Forwarded);
    }

    [Benchmark]
    public string OneScrape() => Reader.Collect(PrometheusText.Write);
}
