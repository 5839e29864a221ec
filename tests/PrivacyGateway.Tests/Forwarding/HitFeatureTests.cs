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
    [InlineData(HitFates.Forwarded, "upstream")]
    [InlineData(HitFates.Refused, "upstream")]
    [InlineData(HitFates.Queued, "spool")]
    [InlineData(HitFates.Spooled, "spool")]
    [InlineData(HitFates.Guarded, "guard")]
    [InlineData(HitFates.Answered, "gateway")]
    [InlineData(HitFates.Rejected, "gateway")]
    [InlineData(HitFates.Lost, "gateway")]
    [InlineData(HitFates.Failed, "gateway")]
    public void What_became_of_a_hit_says_what_decided_its_response(string fate, string by)
    {
        var feature = Feature();

        feature.Became(fate);
        feature.Became(HitFates.Failed);

        Assert.Equal(by, feature.AnsweredBy.Name);
    }

    [Fact]
    public void Before_anything_is_known_it_is_the_gateway() => Assert.Same(AnsweredBy.Gateway, Feature().AnsweredBy);

    private HitFeature Feature()
    {
        var (policy, hit) = (SamplePolicy.Standard.Compile(), SampleHit.Get("p=600"));
        return new HitFeature(policy, hit, policy.Rewrite(hit)) { Route = "track", Metrics = new GatewayMetrics(_meters) };
    }
}
