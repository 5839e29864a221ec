using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Faults.Counting;

/// <summary>
/// Requests <c>/livez</c> continuously, over a new connection each time as a kubelet does, and records the longest time without a response
/// while the process was meant to run.
/// </summary>
internal sealed class LivezProbe(Func<int?> port) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray();

    private readonly CancellationTokenSource _end = new();
    private TimeSpan _longest;
    private Task _probing = Task.CompletedTask;

    /// <summary>In seconds; a pending request counts.</summary>
    public double Longest => _longest.TotalSeconds;

    public void Start() => _probing = ProbeAsync();

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _probing;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task ProbeAsync()
    {
        var (since, life) = (Stopwatch.GetTimestamp(), port());
        while (!_end.IsCancellationRequested)
        {
            if (port() is not { } current || current != life)
            {
                // A process that was ended on purpose need not respond.
                (since, life) = (Stopwatch.GetTimestamp(), port());
            }
            else if (await IsAliveAsync(current))
            {
                Note(since);
                since = Stopwatch.GetTimestamp();
            }

            await Task.Delay(Pause, CancellationToken.None);
        }

        if (port() is { } last && last == life)
            Note(since);
    }

    private async Task<bool> IsAliveAsync(int current)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, current, _end.Token);
            await client.GetStream().WriteAsync(Request, _end.Token);
            using var response = new StreamReader(client.GetStream());
            return HttpWire.StatusOf(await response.ReadToEndAsync(_end.Token)) == 200;
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Note(long since)
    {
        var gap = Stopwatch.GetElapsedTime(since);
        if (gap > _longest)
            _longest = gap;
    }
}
