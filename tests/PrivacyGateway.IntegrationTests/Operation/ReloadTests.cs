using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>The effect of a reload on one request, and its log messages.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Request_in_flight_keeps_its_policy_to_the_last_byte_of_its_response()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("\"allowedSetCookies\": [\"kept\"],"));
        var release = new TaskCompletionSource();
        _trackDomain.HeldUntil = release.Task;
        _trackDomain.Response = static _ => TrackDomainResponses.Build(
            200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", "kept=1")], TrackDomainResponses.Gif);
        var underWay = RawClient.SendAsync(gateway.Port, Hit().Bytes());
        await _trackDomain.WaitForAsync(1);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config("\"allowedSetCookies\": [],"));
        await gateway.WaitForOutputAsync("reloaded");
        release.SetResult();

        Assert.StartsWith("kept=1", Assert.Single((await underWay).HeaderValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Empty((await RawClient.SendAsync(gateway.Port, Hit().Bytes())).HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Configuration_that_YARP_would_refuse_is_refused_before_the_swap()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config().Replace("/{**path}", "/{**path", StringComparison.Ordinal));
        var page = await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "degraded");

        Assert.Contains("$.ReverseProxy.Routes.track", page.Problem, StringComparison.Ordinal);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit().Bytes())).Status);
    }

    [Fact]
    public async Task Restored_file_ends_the_stale_state()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());
        var text = await File.ReadAllTextAsync(gateway.ConfigPath, TestContext.Current.CancellationToken);

        File.Delete(gateway.ConfigPath);
        var page = await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "degraded");
        Assert.Contains("does not exist", page.Problem, StringComparison.Ordinal);
        await Replacement.InPlaceAsync(gateway.ConfigPath, text);

        await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "healthy");
    }

    [Fact]
    public async Task Reload_serves_a_new_route_and_stops_serving_a_removed_one()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());
        Assert.Equal(421, (await RawClient.SendAsync(gateway.Port, (Hit() with { Host = "new.shop.test" }).Bytes())).Status);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config().Replace(ReloadConfig.Host, "new.shop.test", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("reloaded");

        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, (Hit() with { Host = "new.shop.test" }).Bytes())).Status);
        Assert.Equal(421, (await RawClient.SendAsync(gateway.Port, Hit().Bytes())).Status);
    }

    [Fact]
    public async Task Reload_names_keys_that_need_a_restart_and_applies_the_rest()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, ReloadConfig.Create(_trackDomain.Address, "uc5")
            .Replace("\"Admin\":", "\"Limits\": { \"bufferedBytes\": 65536 }, \"Admin\":", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("$.PrivacyGateway.Limits.bufferedBytes has changed and takes effect after a restart");

        await RawClient.SendAsync(gateway.Port, Hit().Bytes());
        Assert.Equal(ReloadConfig.UnderSecond, Assert.Single(_trackDomain.Requests).Target);
    }

    /// <summary>The value applies from the next start, which it would fail; until then the rest of the file must not wait for it.</summary>
    [Fact]
    public async Task Reload_warns_about_an_unwritable_data_directory_and_applies_the_rest()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, ReloadConfig.Create(_trackDomain.Address, "uc5")
            .Replace("\"Admin\":", "\"DataDirectory\": \"/dev/null/data\", \"Admin\":", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("$.PrivacyGateway.DataDirectory has changed and takes effect after a restart");

        Assert.Contains("/dev/null/data cannot be created: /dev/null is a file.", gateway.Output, StringComparison.Ordinal);
        await RawClient.SendAsync(gateway.Port, Hit().Bytes());
        Assert.Equal(ReloadConfig.UnderSecond, Assert.Single(_trackDomain.Requests).Target);
    }

    [Fact]
    public async Task Reload_trusts_a_new_known_proxy()
    {
        const string Identified = "\"clientAddress\": \"full\",";
        await using var gateway = await GatewayProcess.StartAsync(Config(Identified));
        var hit =
            RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent, "X-Forwarded-For: 203.0.113.7", "Sec-Fetch-Site: same-site").Bytes();
        await RawClient.SendAsync(gateway.Port, hit);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config(Identified)
            .Replace("\"Admin\":", "\"KnownProxies\": [\"127.0.0.1\"], \"Admin\":", StringComparison.Ordinal));
        await gateway.WaitForOutputAsync("reloaded");
        await RawClient.SendAsync(gateway.Port, hit);

        Assert.Equal(["127.0.0.1", "203.0.113.7"], _trackDomain.Requests.SelectMany(seen => seen.HeaderValues("X-WT-IP")));
    }

    private static RequestSpec Hit() => RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent, $"Cookie: {ReloadConfig.Cookie}");

    private string Config(string policy = "") => ReloadConfig.Create(_trackDomain.Address, "cd", policy);
}
