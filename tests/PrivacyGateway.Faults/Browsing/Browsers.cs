using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using PrivacyGateway.Faults.Counting;

namespace PrivacyGateway.Faults.Browsing;

/// <summary>Many browsers at once: hits begin at their rate whether or not earlier ones have been answered.</summary>
internal sealed class Browsers(Func<int> port, Tally tally) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var answer = await AskAsync(hit.Request, patience.Token);
            tally.Answered(hit.Ids, BrowserAnswer.Of(answer, hit.IsBatch), Stopwatch.GetElapsedTime(started));
        }
        catch (Exception gone) when (gone is IOException or SocketException || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            tally.Answered(hit.Ids, Answer.None, Stopwatch.GetElapsedTime(started));
        }
    }

    private async Task<string> AskAsync(byte[] request, CancellationToken cancellation)
    {
        var current = port();
        var connection = await IdleOrNewAsync(current, cancellation);
        try
        {
            var answer = await connection.SendAsync(request, cancellation);
            if (answer.Contains("\r\nConnection: close", StringComparison.OrdinalIgnoreCase))
                connection.Dispose();
            else
                _idle.Push((current, connection));
            return answer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Those of a gateway that was killed are worth nothing.</summary>
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
