using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Tests.Diagnostics;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Forwarding;

public sealed class HitFeatureTests : IDisposable
{
    private readonly OwnMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Theory]
    [InlineData(HitOutcomes.Forwarded, "upstream")]
    [InlineData(HitOutcomes.Refused, "upstream")]
    [InlineData(HitOutcomes.Queued, "spool")]
    [InlineData(HitOutcomes.Spooled, "spool")]
    [InlineData(HitOutcomes.Guarded, "guard")]
    [InlineData(HitOutcomes.Answered, "gateway")]
    [InlineData(HitOutcomes.Rejected, "gateway")]
    [InlineData(HitOutcomes.Lost, "gateway")]
    [InlineData(HitOutcomes.Failed, "gateway")]
    public void Outcome_of_a_hit_tells_what_decided_its_response(string outcome, string by)
    {
        var feature = Feature();

        feature.Complete(outcome);

        Assert.Equal(by, feature.ServedBy.Name);
    }

    [Fact]
    public void Response_of_a_hit_without_an_outcome_counts_as_the_gateways() => Assert.Same(ResponseSource.Gateway, Feature().ServedBy);

    private HitFeature Feature()
    {
        var (policy, hit) = (SamplePolicy.Standard.Compile(), SampleHit.Get("p=600"));
        return new HitFeature(policy, hit, policy.Rewrite(hit)) { Route = "track", Metrics = new GatewayMetrics(_meters) };
    }
}
