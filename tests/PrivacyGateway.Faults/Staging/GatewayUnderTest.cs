using System.Text.Json;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>One gateway through its lives: processes that follow each other on the same data directory.</summary>
internal sealed class GatewayUnderTest(string configuration, IReadOnlyList<string> launcher) : IAsyncDisposable
{
    private readonly List<string> _said = [];
    private volatile GatewayProcess? _process;
    private int _port;

    /// <summary>Of the last life, also when it is over: browsers go on asking there.</summary>
    public int Port => Volatile.Read(ref _port);

    /// <summary>What the lives that are over have printed.</summary>
    public string Output => string.Join('\n', _said);

    public async Task StartAsync()
    {
        _process = await GatewayProcess.StartUnderAsync(launcher, configuration, environment: null);
        Volatile.Write(ref _port, _process.Port);
    }

    /// <summary>Hits that wait in its spool, as its health page says; null if it does not.</summary>
    public async Task<long?> WaitingAsync()
    {
        var answer = await RawClient.SendAsync(_process!.AdminPort, "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        using var report = JsonDocument.Parse(answer.Body);
        var spool = report.RootElement.GetProperty("checks").GetProperty("spool").GetProperty("data");
        return spool.TryGetProperty("rows", out var rows) ? rows.GetInt64() : null;
    }

    /// <summary>SIGKILL, as a crash or the kernel would.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await DisposeAsync();
    }

    /// <summary>SIGTERM, then, if there is no end to it, SIGKILL. A guard violation that it has logged is an error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        await process.StopAsync();
        _said.Add(process.Output);
        await process.DisposeAsync();
    }
}
