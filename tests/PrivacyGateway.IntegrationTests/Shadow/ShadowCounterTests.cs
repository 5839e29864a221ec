using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Shadow;

/// <summary>What is withheld and what would be are counted apart.</summary>
[Collection(CounterTurns.Name)]
public sealed class ShadowCounterTests
{
    [Theory]
    [InlineData(ShadowStage.OptOut, "p=600&eid=1&one=1&cd=2", "miCookieOptOut=1", "anonymous-cookie", "false")]
    [InlineData(ShadowStage.Enforced, "p=600&eid=1&one=1&cd=2", "miCookieOptOut=1", "anonymous-cookie", "true")]
    [InlineData(ShadowStage.OptOut, "p=600&eid=1&one=1&cd=2&nc=1", "miCookieOptOut=1", "marker", "true")]
    public async Task Each_hit_says_whether_its_decision_was_enforced(string host, string query, string cookie, string signal, string enforced)
    {
        await using var trackDomain = new RecordingTrackDomain();
        using var counted = new CountedMeasurements();
        var (gateway, port) = await HostInProcess.StartAsync(ShadowStage.Config(trackDomain.Address));
        await using var _ = gateway;
        await RawClient.SendAsync(port, Ask.Hit(host, query, $"Cookie: {cookie}").Bytes());

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
    public async Task What_is_not_anonymous_is_treated_as_ever(string cookie, string decision, string signal, string outcome)
    {
        await using var trackDomain = new RecordingTrackDomain();
        using var counted = new CountedMeasurements();
        var (gateway, port) = await HostInProcess.StartAsync(ShadowStage.Config(trackDomain.Address));
        await using var _ = gateway;
        await RawClient.SendAsync(port, Ask.Hit(ShadowStage.OptOut, "p=600&eid=1", $"Cookie: {cookie}").Bytes());

        var all = Decided(counted);
        Assert.Contains($"gateway.hits route={ShadowStage.OptOut} decision={decision} signal={signal} enforced=true outcome={outcome} 1", all);
        Assert.DoesNotContain(all, line => line.StartsWith("gateway.shadow", StringComparison.Ordinal));
    }

    /// <summary>What is counted of the decision and what it withheld.</summary>
    private static IEnumerable<string> Decided(CountedMeasurements counted) =>
        counted.Read().Where(static line => line.StartsWith("gateway.hits ", StringComparison.Ordinal) || line.Contains("withheld", StringComparison.Ordinal));
}
