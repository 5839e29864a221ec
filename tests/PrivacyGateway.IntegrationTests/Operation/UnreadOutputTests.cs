using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>
/// A log pipe whose reader has stopped, as a stalled container runtime or journal leaves it, stops nothing in the gateway.
/// </summary>
public sealed class UnreadOutputTests : IAsyncLifetime
{
    /// <summary>
    /// Reads until both listeners are named, then holds the pipe open and never
    /// reads again, until the gateway (whose process id this shell has) has ended.
    /// </summary>
    private const string ReadsTheListeners =
        "exec \"$0\" \"$@\" > >(sed -u '/Admin listening/q'; exec tail --pid=$$ -f /dev/null > /dev/null 2>&1) 2>&1";

    /// <summary>The pipe is full before the gateway starts.</summary>
    private const string ReadsNothing =
        "exec > >(exec tail --pid=$$ -f /dev/null > /dev/null 2>&1) 2>&1; dd if=/dev/zero bs=1 count=70000 oflag=nonblock 2> /dev/null; "
            + "exec \"$0\" \"$@\"";

    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Full_access_log_pipe_does_not_block_hits_probes_or_SIGTERM(string format)
    {
        await using var gateway = await GatewayProcess.StartUnderAsync(
            ["bash", "-c", ReadsTheListeners], Config(), environment: null, "--log-format", format);

        await FloodLogAsync(gateway.Port, gateway.AdminPort);
        var hits = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(_ => RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.OptOut, "p=600,home").Bytes())));
        var alive = await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/livez").Bytes());

        Assert.All(hits, static hit => Assert.Equal(200, hit.Status));
        Assert.Equal(200, alive.Status);
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Full_output_streams_do_not_block_start_requests_or_shutdown()
    {
        var (port, adminPort) = (FreePort(), FreePort());
        var folder = Directory.CreateTempSubdirectory("privacy-gateway-unread-");
        var config = Path.Combine(folder.FullName, "proxy.json");
        await File.WriteAllTextAsync(config, Config(string.Create(CultureInfo.InvariantCulture,
            $"\"Admin\": {{ \"Url\": \"http://127.0.0.1:{adminPort}\" }},")), TestContext.Current.CancellationToken);
        using var gateway = Process.Start(new ProcessStartInfo("bash",
            ["-c", ReadsNothing, "dotnet", GatewayCommand.Dll, "serve", "--config", config, "--urls", $"http://127.0.0.1:{port}"]))!;

        await Eventually.HoldsAsync(() => IsAliveAsync(adminPort), () => "The admin listener never responded.");
        var hit = await RawClient.SendAsync(port, RequestSpec.Hit(WireHosts.OptOut, "p=600,home").Bytes());
        using var terminate = Process.Start("kill", gateway.Id.ToString(CultureInfo.InvariantCulture));
        using var limit = HangLimit.Start();
        await gateway.WaitForExitAsync(limit.Token);

        folder.Delete(recursive: true);
        Assert.Equal(200, hit.Status);
        Assert.Equal(0, gateway.ExitCode);
    }

    /// <summary>Each request, refused or not, is a line of the access log.</summary>
    private static async Task FloodLogAsync(int port, int adminPort)
    {
        var requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET / HTTP/1.1\r\nHost: nowhere.shop.test\r\n\r\n", 500)));
        using var limit = HangLimit.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = client.GetStream();
        var responses = stream.CopyToAsync(Stream.Null, limit.Token);
        await Eventually.HoldsAsync(
            async () =>
            {
                await stream.WriteAsync(requests, limit.Token);
                return await DroppedAsync(adminPort) > 0;
            },
            () => "No line was dropped.");
        client.Client.Shutdown(SocketShutdown.Send);
        await responses;
    }

    private static async Task<double> DroppedAsync(int adminPort) =>
        MetricPage.Number(
            await RawClient.SendAsync(adminPort, RequestSpec.Get("localhost", "/metrics").Bytes()), "gateway_log_dropped_total");

    private static async Task<bool> IsAliveAsync(int adminPort)
    {
        try
        {
            return (await RawClient.SendAsync(adminPort, RequestSpec.Get("localhost", "/livez").Bytes())).Status == 200;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Config(string gateway = "") =>
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address, gateway: "\"AccessLog\": true," + gateway);
}
