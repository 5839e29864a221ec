using System.Diagnostics;
using System.Net.Sockets;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>A real HAProxy in front of the replicas, by <c>haproxy.cfg</c> beside this file.</summary>
internal sealed class HaproxyProcess : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy"];

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Process _process;
    private readonly Uri _state;

    private HaproxyProcess(Process process, int port, int statePort) =>
        (_process, Port, _state) = (process, port, new Uri($"http://127.0.0.1:{statePort}/;csv"));

    /// <summary>Null where the machine has none.</summary>
    public static string? Program => Array.Find(Places, File.Exists);

    /// <summary>The port for hits.</summary>
    public int Port { get; }

    public static async Task<HaproxyProcess> StartAsync(int port, int statePort, IReadOnlyList<Replica> replicas)
    {
        var start = new ProcessStartInfo(Program!,
            ["-db", "-f", Path.Combine(AppContext.BaseDirectory, "haproxy.cfg")])
        {
            UseShellExecute = false,
        };
        start.Environment["HITS_PORT"] = $"{port}";
        start.Environment["STATE_PORT"] = $"{statePort}";
        for (var number = 1; number <= replicas.Count; number++)
        {
            start.Environment[$"GATEWAY_{number}"] = $"{replicas[number - 1].Port}";
            start.Environment[$"ADMIN_{number}"] = $"{replicas[number - 1].AdminPort}";
        }

        var haproxy = new HaproxyProcess(Process.Start(start)!, port, statePort);
        await haproxy.UntilAllAreUpAsync();
        return haproxy;
    }

    /// <summary>
    /// Waits until every gateway passes its check, as a rollout does between two pods; it polls, because there is no notification.
    /// </summary>
    /// <exception cref="TimeoutException">One did not pass within <see cref="HangLimit"/>.</exception>
    public async Task UntilAllAreUpAsync()
    {
        List<string> servers = [];
        await Eventually.HoldsAsync(
            async () => (servers = await ServersAsync()).Count > 0
                && servers.TrueForAll(IsUp), () => $"Not all gateways are up:\n{string.Join('\n', servers)}");
    }

    /// <summary>Waits until the gateway at this index gets no further hit, and every hit sent to it has a response.</summary>
    /// <exception cref="TimeoutException">The condition did not hold within <see cref="HangLimit"/>.</exception>
    public async Task WaitUntilDrainedAsync(int index)
    {
        const int CurrentSessions = 4;
        var server = "";
        await Eventually.HoldsAsync(
            async () => !IsUp(server = (await ServersAsync())[index])
                && server.Split(',')[CurrentSessions] == "0", () => $"The gateway still gets hits:\n{server}");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsUp(string server) => server.Contains(",UP,", StringComparison.Ordinal);

    /// <summary>A line for each gateway, in the order of the configuration.</summary>
    private async Task<List<string>> ServersAsync() => [.. (await StateAsync()).Split('\n')
        .Where(static line => line.StartsWith("gateways,", StringComparison.Ordinal)
            && !line.StartsWith("gateways,BACKEND,", StringComparison.Ordinal))];

    private async Task<string> StateAsync()
    {
        try
        {
            return await _client.GetStringAsync(_state);
        }
        catch (HttpRequestException starting) when (starting.InnerException is SocketException)
        {
            return "";
        }
    }
}
