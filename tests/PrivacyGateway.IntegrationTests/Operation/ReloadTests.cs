using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>What a reload does to one request, and what it says.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task A_request_under_way_keeps_its_policy_to_the_last_byte_of_its_answer()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("\"allowedSetCookies\": [\"kept\"],"));
        var release = new TaskCompletionSource();
        _trackDomain.HeldUntil = release.Task;
        _trackDomain.Answer = static _ => TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "image/gif"), new("Set-Cookie", "kept=1")], TrackDomainAnswers.Gif);
        var underWay = RawClient.SendAsync(gateway.Port, Hit().Bytes());
        await _trackDomain.WaitForAsync(1);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config("\"allowedSetCookies\": [],"));
        await gateway.SaysAsync("reloaded");
        release.SetResult();

        Assert.StartsWith("kept=1", Assert.Single((await underWay).HeaderValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Empty((await RawClient.SendAsync(gateway.Port, Hit().Bytes())).HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task What_yarp_would_refuse_while_swapping_is_refused_before()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config().Replace("/{**path}", "/{**path", StringComparison.Ordinal));
        var page = await ReadinessPage.UntilAsync(gateway, page => page.Configuration == "degraded");

        Assert.Contains("$.ReverseProxy.Routes.track", page.Problem, StringComparison.Ordinal);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit().Bytes())).Status);
    }

    [Fact]
    public async Task The_file_that_is_in_force_comes_back_and_nothing_is_stale()
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
    public async Task A_route_that_is_new_is_served_and_one_that_is_gone_is_not()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());
        Assert.Equal(421, (await RawClient.SendAsync(gateway.Port, (Hit() with { Host = "new.shop.test" }).Bytes())).Status);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config().Replace(ReloadConfig.Host, "new.shop.test", StringComparison.Ordinal));
        await gateway.SaysAsync("reloaded");

        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, (Hit() with { Host = "new.shop.test" }).Bytes())).Status);
        Assert.Equal(421, (await RawClient.SendAsync(gateway.Port, Hit().Bytes())).Status);
    }

    [Fact]
    public async Task What_needs_a_restart_is_said_and_the_rest_takes_effect()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, ReloadConfig.Of(_trackDomain.Address, "uc5").Replace("\"Admin\":", "\"Limits\": { \"bufferedBytes\": 65536 }, \"Admin\":", StringComparison.Ordinal));
        await gateway.SaysAsync("$.PrivacyGateway.Limits.bufferedBytes has changed and takes effect after a restart");

        await RawClient.SendAsync(gateway.Port, Hit().Bytes());
        Assert.Equal(ReloadConfig.UnderSecond, Assert.Single(_trackDomain.Requests).Target);
    }

    /// <summary>It counts from the next start, which it would end; until then the rest of the file must not wait for it.</summary>
    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_warned_of_at_a_reload_and_the_rest_takes_effect()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config());

        await Replacement.InPlaceAsync(gateway.ConfigPath, ReloadConfig.Of(_trackDomain.Address, "uc5").Replace("\"Admin\":", "\"DataDirectory\": \"/dev/null/data\", \"Admin\":", StringComparison.Ordinal));
        await gateway.SaysAsync("$.PrivacyGateway.DataDirectory has changed and takes effect after a restart");

        Assert.Contains("/dev/null/data cannot be made: /dev/null is a file.", gateway.Output, StringComparison.Ordinal);
        await RawClient.SendAsync(gateway.Port, Hit().Bytes());
        Assert.Equal(ReloadConfig.UnderSecond, Assert.Single(_trackDomain.Requests).Target);
    }

    [Fact]
    public async Task A_balancer_that_is_new_is_believed()
    {
        const string Identified = "\"clientAddress\": \"full\",";
        await using var gateway = await GatewayProcess.StartAsync(Config(Identified));
        var hit = Ask.Get(ReloadConfig.Host, ReloadConfig.Sent, "X-Forwarded-For: 203.0.113.7", "Sec-Fetch-Site: same-site").Bytes();
        await RawClient.SendAsync(gateway.Port, hit);

        await Replacement.InPlaceAsync(gateway.ConfigPath, Config(Identified).Replace("\"Admin\":", "\"KnownProxies\": [\"127.0.0.1\"], \"Admin\":", StringComparison.Ordinal));
        await gateway.SaysAsync("reloaded");
        await RawClient.SendAsync(gateway.Port, hit);

        Assert.Equal(["127.0.0.1", "203.0.113.7"], _trackDomain.Requests.SelectMany(seen => seen.HeaderValues("X-WT-IP")));
    }

    private static Ask Hit() => Ask.Get(ReloadConfig.Host, ReloadConfig.Sent, $"Cookie: {ReloadConfig.Cookie}");

    private string Config(string policy = "") => ReloadConfig.Of(_trackDomain.Address, "cd", policy);
}
