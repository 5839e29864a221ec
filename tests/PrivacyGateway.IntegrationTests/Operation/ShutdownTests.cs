using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Http2;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>SIGTERM: readiness fails first, then the listeners close, and every accepted request gets a response.</summary>
public sealed class ShutdownTests : IAsyncLifetime
{
    private const int UnderWay = 50;

    private static readonly Figures Figures = new("shutdown");

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Requests_in_flight_at_a_slow_track_domain_all_get_a_response()
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

        var responses = await Task.WhenAll(hits);
        var exitCode = await gateway.StopAsync();
        Figures.Add(
            $"SIGTERM: {UnderWay} requests in flight, served {responses.Count(response => response.Status == 200)}, exit code {exitCode}");
        Assert.All(responses, response => Assert.Equal(200, response.Status));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task Draining_gateway_is_not_ready_and_still_accepts_hits()
    {
        await using var gateway = await StartAsync(delaySeconds: 600);

        gateway.Terminate();
        var page = await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);

        Assert.Equal("not ready", page.Json["status"]!.GetValue<string>());
        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit())).Status);
        Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/livez").Bytes())).Status);

        // A second signal means: stop now.
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Draining_gateway_sends_Connection_close_and_still_accepts_hits()
    {
        await using var gateway = await StartAsync(delaySeconds: 600);
        Assert.Empty((await RawClient.SendAsync(gateway.Port, Hit())).HeaderValues("Connection"));

        gateway.Terminate();
        await ReadinessPage.UntilAsync(gateway, page => page.Status == 503);

        Assert.Equal("close", Assert.Single((await RawClient.SendAsync(gateway.Port, Hit())).HeaderValues("Connection")));
        await gateway.StopAsync();
    }

    [Fact]
    public async Task Draining_gateway_sends_GOAWAY_over_HTTP2()
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

        // It responds, and then the gateway closes the connection.
        Assert.Contains(Frame.Headers, types);
        Assert.Contains(Frame.GoAway, types);
        await gateway.StopAsync();
    }

    [Fact]
    public async Task SIGHUP_does_not_end_the_process()
    {
        await using var gateway = await StartAsync(delaySeconds: 0);

        gateway.Signal("HUP");
        await gateway.WaitForOutputAsync("SIGHUP is not needed");

        Assert.Equal(200, (await RawClient.SendAsync(gateway.Port, Hit())).Status);
    }

    [Fact]
    public async Task Request_that_outlasts_the_grace_period_is_aborted()
    {
        await using var gateway = await StartAsync(delaySeconds: 0, graceSeconds: 1);
        _trackDomain.HeldUntil = new TaskCompletionSource().Task;
        var hit = RawClient.SendAsync(gateway.Port, Hit());
        await _trackDomain.WaitForAsync(1);

        Assert.Equal(0, await gateway.StopAsync());

        var cut = await Record.ExceptionAsync(() => hit);
        Assert.True(cut is IOException || (await hit).Status is 502 or 503, cut?.ToString());
    }

    private static byte[] Hit() => RequestSpec.Get(ReloadConfig.Host, ReloadConfig.Sent).Bytes();

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
        ReloadConfig.Create(_trackDomain.Address, "cd")
            .Replace("\"ReverseProxy\":", $"{sections} \"ReverseProxy\":", StringComparison.Ordinal).Replace(
            "\"Admin\":", $"\"Shutdown\": {{ \"delaySeconds\": {delaySeconds}, \"graceSeconds\": {graceSeconds} }}, \"Admin\":",
            StringComparison.Ordinal));
}
