using Microsoft.Extensions.Hosting;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Writes the ledger every few seconds, at midnight (UTC), and when all requests are answered at the end.</summary>
internal sealed class LedgerKeeper(DecisionLedger ledger, TimeProvider time) : BackgroundService
{
    /// <summary>What a process that is killed loses at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        ledger.Write(Day(time.GetUtcNow()));
    }

    /// <summary>Requests that outlived the grace period count too.</summary>
    public override void Dispose()
    {
        base.Dispose();
        ledger.Write(Day(time.GetUtcNow()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // What is counted before midnight is written under that day, by a pause that ends there.
                var now = time.GetUtcNow();
                var midnight = now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
                await Task.Delay(midnight < Interval ? midnight : Interval, time, stoppingToken);
                ledger.Write(Day(now));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last word is StopAsync's.
        }
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);
}
