using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Numbers;

/// <summary>A real Prometheus on the loopback network that scrapes one gateway twice a second, with the deployed rules.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    public const string Missing = "Prometheus is not installed; tests/browser-setup.sh installs it where it can.";

    private const string Command = "/usr/bin/prometheus";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-prometheus-");
    private readonly HttpClient _client = new();
    private Process _process = null!;

    private PrometheusServer()
    {
    }

    public static bool IsHere => File.Exists(Command);

    public static async Task<PrometheusServer> StartAsync(int adminPort)
    {
        var server = new PrometheusServer();
        var port = FreePort();
        server._client.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        var config = Path.Combine(server._folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(config, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 1s }
            rule_files: ["{{Path.GetFullPath(Deployment.Alerts)}}"]
            scrape_configs:
              - job_name: privacy-gateway
                static_configs: [{ targets: ["127.0.0.1:{{adminPort}}"] }]
            """);
        server._process = Process.Start(new ProcessStartInfo(
            Command,
            [$"--config.file={config}", $"--storage.tsdb.path={Path.Combine(server._folder.FullName, "data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
        await UntilAsync(async () => (await server._client.GetAsync("/-/ready")).IsSuccessStatusCode);
        return server;
    }

    /// <summary>How many series an expression finds now.</summary>
    public async Task<int> CountAsync(string query)
    {
        var json = JsonNode.Parse(await _client.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}"))!;
        return json["data"]!["result"]!.AsArray().Count;
    }

    /// <summary>Every alerting rule by name, with its state and its expression.</summary>
    public async Task<IReadOnlyList<(string Name, string Health, string Query)>> RulesAsync()
    {
        await UntilAsync(async () => (await ReadAsync()).All(static rule => rule.Health != "unknown"));
        return await ReadAsync();

        async Task<IReadOnlyList<(string Name, string Health, string Query)>> ReadAsync() =>
        [
            .. JsonNode.Parse(await _client.GetStringAsync("/api/v1/rules"))!["data"]!["groups"]!.AsArray().SelectMany(
                static group => group!["rules"]!.AsArray())
                .Select(static rule => (rule!["name"]!.GetValue<string>(), rule["health"]!.GetValue<string>(),
                    rule["query"]!.GetValue<string>())),
        ];
    }

    /// <summary>The firing alerts, by name.</summary>
    public async Task<IReadOnlyList<string>> FiringAsync() =>
    [
        .. JsonNode.Parse(await _client.GetStringAsync("/api/v1/alerts"))!["data"]!["alerts"]!.AsArray()
            .Where(static alert => alert!["state"]!.GetValue<string>() == "firing")
            .Select(static alert => alert!["labels"]!["alertname"]!.GetValue<string>()),
    ];

    /// <summary>Polls until the condition holds or the limit is reached; Prometheus has no notification.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = HangLimit.Start();
        while (!limit.IsCancellationRequested)
        {
            try
            {
                if (await isSo())
                    return true;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(200, CancellationToken.None);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
