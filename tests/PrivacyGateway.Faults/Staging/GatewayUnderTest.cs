using System.Text.Json;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>One gateway through its lives: consecutive processes on the same data directory.</summary>
internal sealed class GatewayUnderTest(string configuration, IReadOnlyList<string> launcher) : IAsyncDisposable
{
    private readonly List<string> _outputs = [];
    private volatile GatewayProcess? _process;
    private int _port;
    private volatile int _adminPort;

    /// <summary>The address of the last life, even when it is over: browsers keep sending there.</summary>
    public int Port => Volatile.Read(ref _port);

    /// <summary>The running process; null between two.</summary>
    public int? AdminPort => _adminPort == 0 ? null : _adminPort;

    public int ProcessId => _process!.ProcessId;

    /// <summary>The output of the lives that are over.</summary>
    public string Output => string.Join('\n', _outputs);

    public async Task StartAsync()
    {
        _process = await GatewayProcess.StartUnderAsync(launcher, configuration, environment: null);
        Volatile.Write(ref _port, _process.Port);
        _adminPort = _process.AdminPort;
    }

    /// <summary>Hits in its spool, according to its health page; null if the page does not say.</summary>
    public async Task<long?> WaitingAsync() =>
        (await CheckAsync("spool")).Data.TryGetProperty("rows", out var rows) ? rows.GetInt64() : null;

    /// <summary>One check of its health page.</summary>
    public async Task<(string Status, JsonElement Data)> CheckAsync(string name)
    {
        var response = await RawClient.SendAsync(
            _process!.AdminPort, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        using var report = JsonDocument.Parse(response.Body);
        var check = report.RootElement.GetProperty("checks").GetProperty(name);
        return (check.GetProperty("status").GetString()!, check.GetProperty("data").Clone());
    }

    /// <summary>SIGKILL, as a crash or the kernel would.</summary>
    public async Task KillAsync()
    {
        _adminPort = 0;
        await _process!.KillAsync();
        await DisposeAsync();
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _adminPort = 0;
        var exitCode = await _process!.StopAsync();
        await DisposeAsync();
        return exitCode;
    }

    /// <summary>SIGTERM, then, if it does not end, SIGKILL. A logged guard violation is an error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        _adminPort = 0;
        await process.StopAsync();
        _outputs.Add(process.Output);
        await process.DisposeAsync();
    }
}
