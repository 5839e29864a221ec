using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>What a hit costs does not change unnoticed. Counted, never timed, so that it holds on every machine.</summary>
[Collection(CostTurns.Name)]
public sealed class CostTests(CostMeasurement measurement)
{
    private const double Tolerance = 0.02;

    public static TheoryData<string> Hits => [.. SampleHits.All.Keys];

    [Theory]
    [MemberData(nameof(Hits))]
    public void A_hit_allocates_what_it_did(string hit) =>
        Compare(hit, "bytes allocated", static cost => cost.AllocatedBytes);

    [Theory]
    [MemberData(nameof(Hits))]
    public void A_hit_is_written_to_the_track_domain_as_often_as_it_was(string hit) =>
        Compare(hit, "writes to the track domain", static cost => cost.UpstreamWrites);

    [Theory]
    [MemberData(nameof(Hits))]
    public void A_hit_makes_as_many_system_calls_as_it_did(string hit)
    {
        Assert.SkipWhen(measurement.NotCounted.Length > 0, $"System calls cannot be counted here: {measurement.NotCounted}");
        Compare(hit, "system calls", static cost => cost.SystemCalls!.Value);
    }

    private void Compare(string hit, string what, Func<Cost, double> figure)
    {
        var (now, before) = (figure(measurement.Measured[hit]), figure(measurement.Baseline[hit]));
        var change = (now / before) - 1;
        var advice = change > 0 ? "If the product shall cost that" : "It has become cheaper: so that it stays so";
        Assert.True(
            Math.Abs(change) <= Tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{hit}, {what} per hit: {now}, the baseline is {before} ({change:+0.0%;-0.0%}). {advice}, renew the baseline: perf/baseline.sh"));
    }
}
