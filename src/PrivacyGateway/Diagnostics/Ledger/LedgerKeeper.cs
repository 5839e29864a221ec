using Microsoft.Extensions.Hosting;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Writes the ledger every few seconds, at midnight (UTC), and when all requests are answered at the end.</summary>
internal sealed class LedgerKeeper(DecisionLedger ledger, GatewayMetrics metrics, TimeProvider time) : BackgroundService
{
    /// <summary>What a process that is killed loses at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long _writtenAt = time.GetUtcNow().ToUnixTimeMilliseconds();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Write(Day(time.GetUtcNow()));
    }

    /// <summary>Requests that outlived the grace period count too.</summary>
    public override void Dispose()
    {
        base.Dispose();
        Write(Day(time.GetUtcNow()));
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
                Write(Day(now));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last word is StopAsync's.
        }
    }

    private void Write(DateOnly day)
    {
        if (ledger.Write(day))
            Interlocked.Exchange(ref _writtenAt, time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
