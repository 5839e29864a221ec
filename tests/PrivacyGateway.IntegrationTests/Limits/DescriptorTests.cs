using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Limits;

/// <summary>Connections are limited by the process's file descriptors, so that idle ones cannot exhaust them.</summary>
public sealed class DescriptorTests : IAsyncLifetime
{
    private const int Idle = 1300;

    private readonly RecordingTrackDomain _trackDomain = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _trackDomain.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Idle_connections_above_the_limit_are_closed_while_probes_hits_and_spooling_work()
    {
        await using var gateway = await StartAsync(1024);
        Assert.Equal(200, (await HitAsync(gateway)).Status);
        var clients = Enumerable.Range(0, Idle).Select(static _ => new TcpClient()).ToList();
        try
        {
            foreach (var client in clients)
                await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
            await Eventually.HoldsAsync(
                async () => await NumberAsync(gateway, "gateway_connections_refused_total")
                    + await NumberAsync(gateway, "gateway_connections_open") >= Idle,
                () => $"Not every connection was taken or closed.\n{gateway.Output}");

            Assert.Equal(256, await NumberAsync(gateway, "gateway_connections_open"));
            Assert.InRange(await NumberAsync(gateway, "process_open_fds"), 256, 1023);
            Assert.Equal(200, (await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/livez").Bytes())).Status);
            var page = await ReadinessPage.ReadAsync(gateway);
            Assert.Equal("degraded", page.Json["checks"]!["connections"]!["status"]!.GetValue<string>());
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }

        // The flood might have prevented an assembly from loading: the first hit that the spool stores.
        await Eventually.HoldsAsync(
            async () => await NumberAsync(gateway, "gateway_connections_open") == 0, () => "The connections stayed open.");
        _trackDomain.Response = static _ => "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        Assert.Equal(200, (await HitAsync(gateway)).Status);
        await ReadinessPage.UntilAsync(gateway, static page => page.Json["checks"]!["spool"]!["data"]!["rows"]!.GetValue<int>() == 1);
        Assert.Contains("RLIMIT_NOFILE", gateway.Output, StringComparison.Ordinal);
        Assert.Equal(0, await gateway.StopAsync());
    }

    [Fact]
    public async Task Limit_holds_for_all_public_addresses_together()
    {
        await using var gateway =
            await StartAsync(1024,
                """ "Kestrel": { "Limits": { "MaxConcurrentConnections": 4 }, "Endpoints": { "One": { "Url": "http://127.0.0.1:0" }, "Two": { "Url": "http://127.0.0.2:0" } } }, """);
        var clients = Enumerable.Range(0, 4).Select(static _ => new TcpClient()).ToList();
        foreach (var client in clients)
            await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(async () => await NumberAsync(gateway, "gateway_connections_open") == 4, () => "They were not taken.");

        using var fifth = new TcpClient();
        await fifth.ConnectAsync(IPAddress.Parse("127.0.0.2"), OtherPort(gateway), TestContext.Current.CancellationToken);
        using var limit = HangLimit.Start();
        Assert.Equal(0, await fifth.GetStream().ReadAsync(new byte[1], limit.Token));
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public async Task Configured_connection_limit_wins_and_one_above_the_file_descriptors_is_warned_about()
    {
        await using var gateway =
            await StartAsync(1024,
                """ "Kestrel": { "Limits": { "MaxConcurrentConnections": 5000 }, "Endpoints": { "One": { "Url": "http://127.0.0.1:0" } } }, """);

        await gateway.WaitForOutputAsync(
            "$.Kestrel.Limits.MaxConcurrentConnections is 5000, but the process may open only 1024 files and sockets");
        Assert.Equal(5000, await NumberAsync(gateway, "gateway_connections_limit"));
    }

    [Fact]
    public async Task Start_fails_with_numbers_and_remedy_when_file_descriptors_do_not_suffice()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await StartAsync(256)).DisposeAsync());

        Assert.Contains("ended with exit code 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("may open only 256 files and sockets at once (RLIMIT_NOFILE); the gateway needs at least 544", refused.Message,
            StringComparison.Ordinal);
        Assert.Contains("LimitNOFILE=", refused.Message, StringComparison.Ordinal);
    }

    private Task<GatewayProcess> StartAsync(int descriptors, string topLevel = "") => GatewayProcess.StartUnderAsync(
        ["sh", "-c", string.Create(CultureInfo.InvariantCulture, $"ulimit -n {descriptors}; exec \"$0\" \"$@\"")],
        WireHosts.Config(_trackDomain.Address, _trackDomain.Address, topLevel, $"\"DataDirectory\": \"{_data.FullName}\","),
        environment: null);

    private static Task<RawResponse> HitAsync(GatewayProcess gateway) =>
        RawClient.SendAsync(gateway.Port, RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie).Bytes());

    private static async Task<double> NumberAsync(GatewayProcess gateway, string name) =>
        MetricPage.Number(await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/metrics").Bytes()), name);

    /// <summary>The order of the two endpoints' ports is Kestrel's; the second one is named in the output.</summary>
    private static int OtherPort(GatewayProcess gateway)
    {
        const string Mark = "http://127.0.0.2:";
        var at = gateway.Output.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        return int.Parse(gateway.Output[at..gateway.Output.IndexOf('\n', at)], CultureInfo.InvariantCulture);
    }
}
