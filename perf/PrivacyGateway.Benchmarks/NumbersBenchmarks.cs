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
    private static readonly GatewayMetrics Metrics = new(Meters);
    private static readonly MetricReader Reader = new(Meters, Metrics.Durations);

    [Benchmark]
    public void OneHit()
    {
        foreach (var rule in Rules)
            Metrics.WithheldBy("track", rule, 2);
        Metrics.UpstreamAnswered("track-domain", Took);
        Metrics.ClientAddress(isPrivate: false);
        Metrics.Hit("track", "anonymous", "anonymous-cookie", isEnforced: true, HitFates.Forwarded);
        Metrics.Request("track", 200, AnsweredBy.Upstream, Took);
    }

    /// <summary>The part of it that is counted once a request, whatever it is.</summary>
    [Benchmark]
    public void OneRequest() => Metrics.Request("track", 200, AnsweredBy.Upstream, Took);

    [Benchmark]
    public string OneScrape() => Reader.Collect(PrometheusText.Write);
}
