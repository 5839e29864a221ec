using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>A new configuration starts with an empty cache: nothing of a former policy is served under it.</summary>
public sealed class ReloadTests
{
    private const string Browser =
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.71 Safari/537.36";

    private static readonly byte[] Request = RequestSpec.Get(CacheFixture.Host, CacheFixture.Script, Browser).Bytes();

    [Fact]
    public async Task Configuration_reload_clears_the_cache()
    {
        await using var trackDomain = Serving();
        await using var gateway = await GatewayProcess.StartAsync(CacheFixture.Config(trackDomain.Address));
        await RawClient.SendAsync(gateway.Port, Request);
        await RawClient.SendAsync(gateway.Port, Request);
        Assert.Single(trackDomain.Requests);

        await ReloadAsync(gateway, trackDomain);
        await RawClient.SendAsync(gateway.Port, Request);
        await RawClient.SendAsync(gateway.Port, Request);

        Assert.Equal(2, trackDomain.Requests.Count);
    }

    [Fact]
    public async Task File_fetched_under_the_former_policy_is_not_served_under_the_next()
    {
        await using var trackDomain = Serving();
        var released = new TaskCompletionSource();
        trackDomain.HeldUntil = released.Task;
        await using var gateway = await GatewayProcess.StartAsync(
            CacheFixture.Config(trackDomain.Address, timeout: "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 60000"));
        var first = RawClient.SendAsync(gateway.Port, Request);
        await trackDomain.WaitForAsync(1);

        await ReloadAsync(gateway, trackDomain);
        released.SetResult();
        Assert.Equal(200, (await first).Status);
        await RawClient.SendAsync(gateway.Port, Request);

        Assert.Equal(2, trackDomain.Requests.Count);
    }

    private static RecordingTrackDomain Serving() => new()
    {
        Response = static _ => TrackDomainResponses.Build(
            200, "OK", [new("Content-Type", "text/javascript"), new("Cache-Control", "max-age=3600")], "one()"u8.ToArray()),
    };

    private static async Task ReloadAsync(GatewayProcess gateway, RecordingTrackDomain trackDomain)
    {
        await Replacement.InPlaceAsync(gateway.ConfigPath, CacheFixture.Config(trackDomain.Address, level: "strict"));
        await gateway.WaitForOutputAsync("reloaded");
    }
}
