using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Writes the ledger every few seconds, at midnight (UTC), and at shutdown after the last response.</summary>
internal sealed partial class LedgerWriter(DecisionLedger ledger, GatewayMetrics metrics, TimeProvider time, ILogger<LedgerWriter> logger)
    : BackgroundService
{
    /// <summary>A killed process loses at most the counts of this interval.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Bounds how long a hanging disk delays shutdown.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private long _writtenAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The write in progress, which may hang.</summary>
    private Task _writing = Task.CompletedTask;
    private bool _isHanging;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteLastAsync();
    }

    /// <summary>Writes again, because requests may outlive the grace period.</summary>
    public override void Dispose()
    {
        base.Dispose();
        WriteLastAsync().GetAwaiter().GetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Observe("gateway.ledger.written.timestamp", "s", "When all counts were last on disk, in Unix time.",
            () => Interlocked.Read(ref _writtenAt) / 1000d);
        try
        {
            while (true)
            {
                // The delay ends at midnight, so that counts before it are written under that day.
                var now = time.GetUtcNow();
                var midnight = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
                await Task.Delay(midnight < Interval ? midnight : Interval, time, stoppingToken);
                _writing = Task.Run(() => Write(Day(now)), CancellationToken.None);
                await _writing.WaitAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync writes the last counts.
        }
    }

    /// <summary>Skips the write if an earlier one hangs, because it would hang too.</summary>
    private async Task WriteLastAsync()
    {
        if (_isHanging)
            return;
        _writing = Task.WhenAll(_writing, Task.Run(() => Write(Day(time.GetUtcNow()))));
        _isHanging = await Task.WhenAny(_writing, Task.Delay(ShutdownTimeout, time)) != _writing;
        if (_isHanging)
            Log.Unwritten(logger, ShutdownTimeout.TotalSeconds);
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
        [LoggerMessage(1, LogLevel.Error, "The ledger's last counts are not written: the disk has not completed a write for {Seconds} s.")]
        public static partial void Unwritten(ILogger logger, double seconds);
    }
}
