using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>What all clients together may ask for at once.</summary>
[Collection(CounterTurns.Name)]
public sealed class ConcurrencyLimitTests
{
    private static readonly Ask Hit = Ask.Hit(WireHosts.Off, "p=600,home");

    [Fact]
    public async Task One_more_than_may_be_under_way_is_refused_until_one_is_done()
    {
        using var counted = new CountedMeasurements();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = release.Task };
        var (gateway, port) = await HostInProcess.StartAsync(
            WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: "\"Limits\": { \"concurrentRequests\": 4 },"));
        await using var _ = gateway;

        // Half of them for each of two track domains.
        var other = Ask.Hit(WireHosts.Broken, "p=600,home");
        var held = ((Ask[])[Hit, Hit, other, other]).Select(ask => RawClient.SendAsync(port, ask.Bytes())).ToList();
        await trackDomain.WaitForAsync(4);

        var refused = new Exchange(await RawClient.SendAsync(port, Hit.Bytes()), []);
        var onConsentPath = await RawClient.SendAsync(port, Ask.Get(WireHosts.Off, "/.privacy/optout.js").Bytes());

        refused.IsBare(503);
        Assert.Equal(["Cache-Control: no-store", "Content-Length: 0"], refused.AnswerHeaders.Order(StringComparer.Ordinal));
        Assert.Equal(503, onConsentPath.Status);
        Assert.Contains("gateway.refused reason=too-many-requests-at-once 2", counted.Read());
        Assert.Equal(4, trackDomain.Requests.Count);

        release.SetResult();
        Assert.All(await Task.WhenAll(held), answer => Assert.Equal(200, answer.Status));

        // An answer may arrive a moment before its request is done here.
        var status = 0;
        await Eventually.HoldsAsync(async () => (status = (await RawClient.SendAsync(port, Hit.Bytes())).Status) == 200, () => $"{status} stayed.");
    }

    /// <summary>The pages of the admin listener are asked for by whoever finds out why nothing else answers.</summary>
    [Fact]
    public async Task The_admin_listener_answers_all_the_same()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = release.Task };
        var (gateway, port) = await HostInProcess.StartAsync(
            WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: "\"Limits\": { \"concurrentRequests\": 1 },"));
        await using var _ = gateway;
        var held = RawClient.SendAsync(port, Hit.Bytes());
        await trackDomain.WaitForAsync(1);

        var health = await RawClient.SendAsync(new Uri(Assert.Single(gateway.AdminAddresses)).Port, Ask.Get("localhost", "/healthz").Bytes());

        Assert.Equal(200, health.Status);
        release.SetResult();
        await held;
    }
}
