using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using PrivacyGateway.Faults.Counting;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>Many concurrent browsers: hits start at their rate whether or not earlier ones have a response.</summary>
internal sealed class Browsers(Func<int> port, Tally tally) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentStack<(int Port, BrowserConnection Connection)> _idle = [];

    public async Task SendAsync(Func<BrowserHit> next, int perSecond, TimeSpan duration, CancellationToken cancellation)
    {
        var underWay = new List<Task>();
        var started = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Tick);
        for (var sent = 0; started.Elapsed < duration;)
        {
            await timer.WaitForNextTickAsync(cancellation);
            for (; sent < started.Elapsed.TotalSeconds * perSecond; sent++)
                underWay.Add(SendAsync(next(), cancellation));
            underWay.RemoveAll(static task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(underWay);
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var idle))
            idle.Connection.Dispose();
    }

    private async Task SendAsync(BrowserHit hit, CancellationToken cancellation)
    {
        tally.Sent(hit.Ids);
        var started = Stopwatch.GetTimestamp();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(Timeout);
        try
        {
            var response = await ProbeAsync(hit.Request, timeout.Token);
            tally.Responded(hit.Ids, BrowserResponse.Classify(response, hit.IsBatch), Stopwatch.GetElapsedTime(started));
        }
        catch (Exception exception) when (exception is IOException or SocketException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            tally.Responded(hit.Ids, BrowserOutcome.None, Stopwatch.GetElapsedTime(started));
        }
    }

    private async Task<string> ProbeAsync(byte[] request, CancellationToken cancellation)
    {
        var current = port();
        var connection = await IdleOrNewAsync(current, cancellation);
        try
        {
            var response = await connection.SendAsync(request, cancellation);
            if (response.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase))
                connection.Dispose();
            else
                _idle.Push((current, connection));
            return response;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Connections to a gateway that was killed are useless.</summary>
    private async Task<BrowserConnection> IdleOrNewAsync(int current, CancellationToken cancellation)
    {
        while (_idle.TryPop(out var idle))
        {
            if (idle.Port == current)
                return idle.Connection;
            idle.Connection.Dispose();
        }

        var connection = new BrowserConnection();
        try
        {
            await connection.OpenAsync(current, cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
