using System.Net;
using System.Net.Sockets;
using PrivacyGateway.IntegrationTests.Stories;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>What a container's HEALTHCHECK runs: the same program, asking the one that serves.</summary>
public sealed class HealthcheckTests
{
    private const string Nowhere = "http://127.0.0.1:1/";

    [Fact]
    public async Task A_running_gateway_is_healthy_and_the_file_says_where_to_ask()
    {
        var adminPort = FreePort();
        await using var gateway = await GatewayProcess.StartAsync(Config($"http://127.0.0.1:{adminPort}"));

        var run = await AnsweredAsync(() => GatewayCommand.RunAsync("healthcheck", "--config", gateway.ConfigPath));

        Assert.Equal($"healthy: GET http://127.0.0.1:{adminPort}/healthz: 200\n", run.All);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_file_broken_meanwhile_and_proxy_variables_make_nobody_ill()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("http://127.0.0.1:0"));
        await File.WriteAllTextAsync(gateway.ConfigPath, "{ \"PrivacyGateway\": ", TestContext.Current.CancellationToken);

        var run = await AnsweredAsync(() => GatewayCommand.RunAsync(
            ["healthcheck", "--config", gateway.ConfigPath],
            new Dictionary<string, string> { ["PrivacyGateway__Admin__Url"] = $"http://+:{gateway.AdminPort}", ["HTTP_PROXY"] = Nowhere, ["http_proxy"] = Nowhere, ["ALL_PROXY"] = Nowhere }));

        Assert.Equal($"healthy: GET http://localhost:{gateway.AdminPort}/healthz: 200\n", run.All);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_public_listener_is_not_health()
    {
        await using var gateway = await GatewayProcess.StartAsync(Config("http://127.0.0.1:0"));

        var run = await AnsweredAsync(() => GatewayCommand.RunAsync("healthcheck", "--url", $"http://127.0.0.1:{gateway.Port}"));

        Assert.Equal($"unhealthy: GET http://127.0.0.1:{gateway.Port}/healthz: 421\n", run.Error);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Nobody_listening_is_unhealthy_in_one_line()
    {
        var run = await GatewayCommand.RunAsync("healthcheck", "--url", "http://127.0.0.1:1");

        Assert.Equal("unhealthy: GET http://127.0.0.1:1/healthz: ConnectionError\n", run.All);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Somebody_who_listens_and_never_answers_is_unhealthy()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";

        var run = await GatewayCommand.RunAsync("healthcheck", "--url", url);

        Assert.Equal($"unhealthy: GET {url}/healthz: no answer within 3 s\n", run.All);
        Assert.Equal(1, run.ExitCode);
    }

    /// <summary>A machine under load may need longer than the three seconds that it waits.</summary>
    private static async Task<GatewayCommand> AnsweredAsync(Func<Task<GatewayCommand>> run)
    {
        GatewayCommand? last = null;
        await Eventually.HoldsAsync(async () => !(last = await run()).Error.Contains("no answer within", StringComparison.Ordinal), () => last!.All);
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
