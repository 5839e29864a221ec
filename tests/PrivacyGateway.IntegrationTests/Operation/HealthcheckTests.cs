using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>A container's HEALTHCHECK runs the same program, which probes the serving process.</summary>
public sealed class HealthcheckTests
{
    private const string Nowhere = "http://127.0.0.1:1/";

    [Fact]
    public async Task Healthcheck_of_a_running_gateway_succeeds_at_the_configured_address()
    {
        var adminPort = FreePort();
        await using var gateway = await GatewayProcess.StartAsync(Config($"http://127.0.0.1:{adminPort}"));

        var run = await RespondedAsync(() => GatewayCommand.RunAsync("healthcheck", "--config", gateway.ConfigPath));

        Assert.Equal($"healthy: GET http://127.0.0.1:{adminPort}/healthz: 200\n", run.All);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Healthcheck_succeeds_despite_a_broken_file_and_proxy_variables()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("http://127.0.0.1:0"));
        await File.WriteAllTextAsync(gateway.ConfigPath, "{ \"PrivacyGateway\": ", TestContext.Current.CancellationToken);

        var run = await RespondedAsync(() => GatewayCommand.RunAsync(
            ["healthcheck", "--config", gateway.ConfigPath],
            new Dictionary<string, string>
            {
                ["PrivacyGateway__Admin__Url"] = $"http://+:{gateway.AdminPort}",
                ["HTTP_PROXY"] = Nowhere,
                ["http_proxy"] = Nowhere,
                ["ALL_PROXY"] = Nowhere,
            }));

        Assert.Equal($"healthy: GET http://localhost:{gateway.AdminPort}/healthz: 200\n", run.All);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Healthcheck_of_the_public_listener_fails()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("http://127.0.0.1:0"));

        var run = await RespondedAsync(() => GatewayCommand.RunAsync("healthcheck", "--url", $"http://127.0.0.1:{gateway.Port}"));

        Assert.Equal($"unhealthy: GET http://127.0.0.1:{gateway.Port}/healthz: 421\n", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Healthcheck_of_a_closed_port_fails_with_one_line()
    {
        var run = await GatewayCommand.RunAsync("healthcheck", "--url", "http://127.0.0.1:1");

        Assert.Equal("unhealthy: GET http://127.0.0.1:1/healthz: ConnectionError\n", run.All);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Healthcheck_of_a_server_that_never_responds_fails()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";

        var run = await GatewayCommand.RunAsync("healthcheck", "--url", url);

        Assert.Equal($"unhealthy: GET {url}/healthz: no response within 3 s\n", run.All);
        Assert.Equal(1, run.ExitCode);
    }

    /// <summary>A machine under load may need longer than its timeout of three seconds.</summary>
    private static async Task<GatewayCommand> RespondedAsync(Func<Task<GatewayCommand>> run)
    {
        GatewayCommand? last = null;
        await Eventually.HoldsAsync(
            async () => !(last = await run()).Error.Contains("no response within", StringComparison.Ordinal), () => last!.All);
        return last!;
    }

    private static string Config(string admin) => WireHosts.Config(Nowhere, Nowhere, gateway: $$"""
        "Admin": { "Url": "{{admin}}" },
        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
