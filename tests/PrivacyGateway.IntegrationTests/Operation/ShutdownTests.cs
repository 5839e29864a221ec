using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Http2;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>SIGTERM: readiness fails first, then the listeners close, and whoever was let in gets an answer.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private const int UnderWay = 50;

    private static readonly Figures Figures = new("shutdown");

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Requests_under_way_at_a_slow_track_domain_are_all_answered()
    {
        await using var gateway = await StartAsync(delaySeconds: 0);
        var release = new TaskCompletionSource();
        _trackDomain.HeldUntil = release.Task;
        var hits = Enumerable.Range(0, UnderWay).Select(_ => RawClient.SendAsync(gateway.Port, Hit())).ToArray();
        await _trackDomain.WaitForAsync(UnderWay);

        gateway.Terminate();
        await Eventually.HoldsAsync(() => IsClosedAsync(gateway.Port), () => gateway.Output);
        Assert.DoesNotContain(hits, hit => hit.IsCompleted);
        release.SetResult();

        var answers = await Task.WhenAll(hits);
        var exitCode = await gateway.StopAsync();
        Figures.Add($"SIGTERM: {UnderWay} requests under way, answered {answers.Count(answer => answer.Status == 200)}, exit code {exitCode}");
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Readiness_fails_while_hits_are_still_taken()
    {
        await using var gateway = await StartAsync(delaySeconds: 600);

        gateway.Terminate();
        var page = await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);

        Assert.Equal("not ready", page.Json["status"]!.GetValue<string>());
        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit())).Status);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, Ask.Get("localhost", "/livez").Bytes())).Status);

        // Asking twice means now.
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Connections_that_are_kept_are_asked_to_go_while_hits_are_still_taken()
    {
        await using var gateway = await StartAsync(delaySeconds: 600);
        Assert.Empty((await RawClient.SendAsync(gateway.Port, Hit())).HeaderValues("Connection"));

        gateway.Terminate();
        await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);

        Assert.Equal("close", Assert.Single((await RawClient.SendAsync(gateway.Port, Hit())).HeaderValues("Connection")));
        await gateway.StopAsync();
    }

    [Fact]
    public async Task Over_http2_an_answer_comes_with_a_goaway()
    {
        await using var gateway = await StartAsync(delaySeconds: 600, sections: """
            "Kestrel": { "Endpoints": { "Cleartext": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" } } },
            """);
        gateway.Terminate();
        await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);

        await using var client = await Http2Client.ConnectAsync(gateway.Port);
        await client.SendAsync([.. Http2Request.Get(ReloadConfig.Host, ReloadConfig.Sent).Frames(client.NewStream())]);
        var types = new List<byte>();
        while (await client.ReadFrameAsync() is { } frame)
            types.Add(frame.Type);

        // It answers, and then it is the gateway that closes.
        Assert.Contains(Frame.Headers, types);
        Assert.Contains(Frame.GoAway, types);
        await gateway.StopAsync();
    }

    [Fact]
    public async Task Who_asks_for_a_reload_by_signal_does_not_end_it()
    {
        await using var gateway = await StartAsync(delaySeconds: 0);

        gateway.Signal("HUP");
        await gateway.SaysAsync("SIGHUP is not needed");

        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit())).Status);
    }

    [Fact]
    public async Task Who_is_not_done_when_the_grace_period_ends_is_cut_off()
    {
        await using var gateway = await StartAsync(delaySeconds: 0, graceSeconds: 1);
        _trackDomain.HeldUntil = new TaskCompletionSource().Task;
        var hit = RawClient.SendAsync(gateway.Port, Hit());
        await _trackDomain.WaitForAsync(1);

        Assert.Equal(0, await gateway.StopAsync());

        var cut = await Record.ExceptionAsync(() => hit);
        Assert.True(cut is IOException || (await hit).Status is 502 or 503, cut?.ToString());
    }

    private static byte[] Hit() => Ask.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes();

    private static async Task<bool> IsClosedAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private Task<GatewayProcess> StartAsync(int delaySeconds, int graceSeconds = 600, string sections = "") => GatewayProcess.StartAsync(
        ReloadConfig.Of(_trackDomain.Address, "cd").Replace("\"ReverseProxy\":", $"{sections} \"ReverseProxy\":", StringComparison.Ordinal).Replace(
            "\"Admin\":", $"\"Shutdown\": {{ \"delaySeconds\": {delaySeconds}, \"graceSeconds\": {graceSeconds} }}, \"Admin\":", StringComparison.Ordinal));
}
