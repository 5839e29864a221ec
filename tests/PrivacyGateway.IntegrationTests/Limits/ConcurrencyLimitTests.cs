using System.Text.Json.Nodes;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>The concurrent requests of all clients together.</summary>
[Collection(CounterCollection.Name)]
public sealed class ConcurrencyLimitTests
{
    private static readonly RequestSpec Hit = RequestSpec.Hit(WireHosts.Off, "p=600,home");

    [Fact]
    public async Task Request_above_the_concurrency_limit_is_refused_until_another_completes()
    {
        using var counted = new CountedMeasurements();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = release.Task };
        var (gateway, port) = await HostInProcess.StartAsync(
            WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: "\"Limits\": { \"concurrentRequests\": 4 },"));
        await using var _ = gateway;

        // Half of them for each of two track domains.
        var other = RequestSpec.Hit(WireHosts.Broken, "p=600,home");
        var held = ((RequestSpec[])[Hit, Hit, other, other]).Select(spec => RawClient.SendAsync(port, spec.Bytes())).ToList();
        await trackDomain.WaitForAsync(4);

        var refused = new Exchange(await RawClient.SendAsync(port, Hit.Bytes()), []);
        var onConsentPath = await RawClient.SendAsync(port, RequestSpec.Get(WireHosts.Off, "/.privacy/optout.js").Bytes());

        refused.IsBare(503);
        Assert.Equal(["Cache-Control: no-store", "Content-Length: 0"], refused.ResponseHeaders.Order(StringComparer.Ordinal));
        Assert.Equal(503, onConsentPath.Status);
        Assert.Contains("gateway.refused reason=too-many-requests-at-once 2", counted.Read());
        Assert.Equal(4, trackDomain.Requests.Count);

        release.SetResult();
        Assert.All(await Task.WhenAll(held), response => Assert.Equal(200, response.Status));

        // A response may arrive a moment before its request completes here.
        var status = 0;
        await Eventually.HoldsAsync(
            async () => (status = (await RawClient.SendAsync(port, Hit.Bytes())).Status) == 200, () => $"{status} stayed.");
    }

    [Fact]
    public async Task Admin_listener_responds_at_the_concurrency_limit_and_readyz_names_it()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var trackDomain = new RecordingTrackDomain { HeldUntil = release.Task };
        var (gateway, port) = await HostInProcess.StartAsync(
            WireHosts.Config(trackDomain.Address, trackDomain.Address, gateway: "\"Limits\": { \"concurrentRequests\": 1 },"));
        await using var _ = gateway;
        var held = RawClient.SendAsync(port, Hit.Bytes());
        await trackDomain.WaitForAsync(1);

        var admin = new Uri(Assert.Single(gateway.AdminAddresses)).Port;
        var health = await RawClient.SendAsync(admin, RequestSpec.Get("localhost", "/healthz").Bytes());
        var limits = await LimitsAsync();

        Assert.Equal(200, health.Status);
        Assert.Equal("degraded", limits["status"]!.GetValue<string>());
        Assert.Equal((1, 1), (limits["data"]!["requests"]!.GetValue<int>(), limits["data"]!["mostRequests"]!.GetValue<int>()));
        release.SetResult();
        await held;
        await Eventually.HoldsAsync(
            async () => (await LimitsAsync())["status"]!.GetValue<string>() == "healthy", static () => "The check stays degraded.");

        async Task<JsonNode> LimitsAsync() =>
            JsonNode.Parse((await RawClient.SendAsync(admin, RequestSpec.Get("localhost", "/readyz").Bytes())).Body)!["checks"]!["limits"]!;
    }
}
