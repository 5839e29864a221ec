using System.Globalization;

namespace PrivacyGateway.IntegrationTests.Performance;

/// <summary>The cost of a hit does not change unnoticed. Counted, never timed, so that it holds on every machine.</summary>
[Collection(CostCollection.Name)]
public sealed class CostTests(CostMeasurement measurement)
{
    private const double Tolerance = 0.02;

    public static TheoryData<string> Hits => [.. SampleHits.All.Keys];

    [Theory]
    [MemberData(nameof(Hits))]
    public void Hit_allocates_no_more_than_its_baseline(string hit) =>
        Compare(hit, "bytes allocated", static cost => cost.AllocatedBytes);

    [Theory]
    [MemberData(nameof(Hits))]
    public void Hit_causes_no_more_upstream_writes_than_its_baseline(string hit) =>
        Compare(hit, "writes to the track domain", static cost => cost.UpstreamWrites);

    [Theory]
    [MemberData(nameof(Hits))]
    public void Hit_makes_no_more_system_calls_than_its_baseline(string hit)
    {
        Assert.SkipWhen(measurement.NotCounted.Length > 0, $"System calls cannot be counted here: {measurement.NotCounted}");
        Compare(hit, "system calls", static cost => cost.SystemCalls!.Value);
    }

    private void Compare(string hit, string description, Func<Cost, double> figure)
    {
        var (now, before) = (figure(measurement.Measured[hit]), figure(measurement.Baseline[hit]));
        var change = (now / before) - 1;
        var advice = change > 0 ? "If the product shall cost that" : "It has become cheaper: so that it stays so";
        Assert.True(
            Math.Abs(change) <= Tolerance,
            string.Create(CultureInfo.InvariantCulture,
                $"{hit}, {description} per hit: {now}, the baseline is {before} ({change:+0.0%;-0.0%}). {advice}, renew the baseline: "
                    + $"perf/baseline.sh"));
    }
}
