using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>One of several gateways behind a balancer: the same ports and the same data directory after each restart.</summary>
internal sealed class Replica(string trackDomain, int port, int adminPort) : IAsyncDisposable
{
    /// <summary>The gateway waits for the balancer longer than any machine needs; the test cuts that short.</summary>
    private const int DelaySeconds = 600;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("privacy-gateway-data-");
    private GatewayProcess? _gateway;

    public int Port => port;

    public int AdminPort => adminPort;

    public async Task StartAsync()
    {
        _gateway = await GatewayProcess.StartAsync(
            ReloadConfig.Create(trackDomain, "cd").Replace("\"Admin\": { \"Url\": \"http://127.0.0.1:0\" }", $$"""
                "Admin": { "Url": "http://127.0.0.1:{{adminPort}}" },
                "DataDirectory": "{{_data.FullName}}",
                "Shutdown": { "delaySeconds": {{DelaySeconds}}, "graceSeconds": 600 }
                """, StringComparison.Ordinal),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" });
        await ReadinessPage.UntilAsync(_gateway, page => page.Status == 200);
    }

    /// <summary>
    /// SIGTERM, once more when the balancer has noticed, then a new process in its place; returns the former one's exit code when the new
    /// one is ready.
    /// </summary>
    public async Task<int> RestartAsync(Func<Task> untilNoticed)
    {
        _gateway!.Terminate();
        await untilNoticed();
        var exitCode = await _gateway.StopAsync();
        await _gateway.DisposeAsync();
        await StartAsync();
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            // The test is over. A second SIGTERM would cut the delay short too, but the kernel merges two in quick succession.
            await _gateway.KillAsync();
            await _gateway.DisposeAsync();
        }

        _data.Delete(recursive: true);
    }
}
