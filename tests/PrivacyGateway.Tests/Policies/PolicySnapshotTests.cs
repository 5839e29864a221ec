using PrivacyGateway.Configuration;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class PolicySnapshotTests
{
    private static readonly PolicySnapshot Snapshot = new(new GatewayConfig
    {
        Policies = new Dictionary<string, PolicyConfig> { ["web"] = SamplePolicy.OptIn, ["sdk"] = SamplePolicy.FunctionOff },
        Routes = [],
        Destinations = [],
    });

    [Fact]
    public void Policy_is_found_by_its_name()
    {
        Assert.True(Snapshot.Find("web")!.Decide(SampleHit.Get("p=1")).IsAnonymous);
        Assert.False(Snapshot.Find("sdk")!.Decide(SampleHit.Get("p=1")).IsAnonymous);
        Assert.Equal("web", Snapshot.Find("web")!.Name);
    }

    [Theory]
    [InlineData("Web")]
    [InlineData("none")]
    [InlineData("")]
    public void Unknown_name_has_no_policy(string name) => Assert.Null(Snapshot.Find(name));
}
