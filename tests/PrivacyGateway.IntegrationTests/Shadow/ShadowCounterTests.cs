using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Shadow;

/// <summary>Stripped items and items that would be stripped are counted separately.</summary>
[Collection(CounterCollection.Name)]
public sealed class ShadowCounterTests
{
    [Theory]
    [InlineData(ShadowFixture.OptOut, "p=600&eid=1&one=1&cd=2", "miCookieOptOut=1", "anonymous-cookie", "false")]
    [InlineData(ShadowFixture.Enforced, "p=600&eid=1&one=1&cd=2", "miCookieOptOut=1", "anonymous-cookie", "true")]
    [InlineData(ShadowFixture.OptOut, "p=600&eid=1&one=1&cd=2&nc=1", "miCookieOptOut=1", "marker", "true")]
    public async Task Counter_of_hits_tells_whether_the_decision_was_enforced(
        string host, string query, string cookie, string signal, string enforced)
    {
        await using var trackDomain = new RecordingTrackDomain();
        using var counted = new CountedMeasurements();
        var (gateway, port) = await HostInProcess.StartAsync(ShadowFixture.Config(trackDomain.Address));
        await using var _ = gateway;
        await RawClient.SendAsync(port, RequestSpec.Hit(host, query, $"Cookie: {cookie}").Bytes());

        var name = enforced == "true" ? "gateway.withheld" : "gateway.shadow.withheld";
        Assert.Equal(
            [
                $"gateway.hits route={host} decision=anonymous signal={signal} enforced={enforced} outcome=forwarded 1",
                $"{name} route={host} rule=anonymous-hit-cookie 1",
                $"{name} route={host} rule=identity 2",
                .. signal == "marker" ? [$"{name} route={host} rule=marker 1"] : Array.Empty<string>(),
                $"{name} route={host} rule=suppress-parameter 1",
            ],
            Decided(counted));
    }

    [Theory]
    [InlineData("a=1", "identified", "anonymous-cookie", "forwarded")]
    [InlineData("webtrekkOptOut=1", "blocked", "opt-out-cookie", "answered")]
    public async Task Shadow_mode_does_not_change_hits_that_are_not_anonymous(string cookie, string decision, string signal, string outcome)
    {
        await using var trackDomain = new RecordingTrackDomain();
        using var counted = new CountedMeasurements();
        var (gateway, port) = await HostInProcess.StartAsync(ShadowFixture.Config(trackDomain.Address));
        await using var _ = gateway;
        await RawClient.SendAsync(port, RequestSpec.Hit(ShadowFixture.OptOut, "p=600&eid=1", $"Cookie: {cookie}").Bytes());

        var all = Decided(counted);
        Assert.Contains(
            $"gateway.hits route={ShadowFixture.OptOut} decision={decision} signal={signal} enforced=true outcome={outcome} 1", all);
        Assert.DoesNotContain(all, line => line.StartsWith("gateway.shadow", StringComparison.Ordinal));
    }

    /// <summary>The counters of the decision and the stripped items.</summary>
    private static IEnumerable<string> Decided(CountedMeasurements counted) =>
        counted.Read().Where(static line => line.StartsWith("gateway.hits ", StringComparison.Ordinal)
            || line.Contains("withheld", StringComparison.Ordinal));
}
