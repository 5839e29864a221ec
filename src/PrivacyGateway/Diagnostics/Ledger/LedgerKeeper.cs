using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Writes the ledger every few seconds, at midnight (UTC), and when all requests are answered at the end.</summary>
internal sealed partial class LedgerKeeper(DecisionLedger ledger, GatewayMetrics metrics, TimeProvider time, ILogger<LedgerKeeper> logger) : BackgroundService
{
    /// <summary>What a process that is killed loses at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>How long a process that is told to stop waits for a disk that hangs.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private long _writtenAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The write under way, which may hang.</summary>
    private Task _writing = Task.CompletedTask;
    private bool _isHanging;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteLastAsync();
    }

    /// <summary>Requests that outlived the grace period count too.</summary>
    public override void Dispose()
    {
        base.Dispose();
        WriteLastAsync().GetAwaiter().GetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe("gateway.ledger.written.timestamp", "s", "When all that is counted was last on the disk, since 1970.", () => Interlocked.Read(ref _writtenAt) / 1000d);
        try
        {
            while (true)
            {
                // What is counted before midnight is written under that day, by a pause that ends there.
                var now = time.GetUtcNow();
                var midnight = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
                await Task.Delay(midnight < Interval ? midnight : Interval, time, stoppingToken);
                _writing = Task.Run(() => Write(Day(now)), CancellationToken.None);
                await _writing.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last word is StopAsync's.
        }
    }

    /// <summary>Not behind a write that hangs: it would wait for as long.</summary>
    private async Task WriteLastAsync()
    {
        if (_isHanging)
            return;
        _writing = Task.WhenAll(_writing, Task.Run(() => Write(Day(time.GetUtcNow()))));
        _isHanging = await Task.WhenAny(_writing, Task.Delay(LongestStop, time)) != _writing;
        if (_isHanging)
            Log.Unwritten(logger, LongestStop.TotalSeconds);
        else
            await _writing;
    }

    private void Write(DateOnly day)
    {
        if (ledger.Write(day))
            Interlocked.Exchange(ref _writtenAt, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger's last numbers are not written: the disk has not completed a write for {Seconds} s.")]
        public static partial void Unwritten(ILogger logger, double seconds);
    }
}
