using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>Replays spooled hits while the process runs, each track domain at its own rate.</summary>
internal sealed class Replayer(
    IHitSpool spool, TrackDomains trackDomains, CurrentPolicies snapshot, GatewayMetrics metrics, TimeProvider time,
    ILogger<ClusterReplay> logger) : BackgroundService
{
    /// <summary>How often the spool is polled. With queued delivery every hit is delayed by this.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until it is stopped, and then waits for the batches in progress.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        if (spool is NoSpool)
            return;

        metrics.ObserveSpool(Read);
        var replays = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var cluster in spool.State.Waiting.Keys)
                {
                    if (!replays.TryGetValue(cluster, out var running) || running.IsCompleted)
                        replays[cluster] = new ClusterReplay(cluster, spool, trackDomains, snapshot, metrics, time, logger).RunAsync(
                            stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Hits of the batches in progress are acknowledged, or replayed after the next start.
            await Task.WhenAll(replays.Values);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private SpoolReading Read()
    {
        var state = spool.State;
        var bounds = snapshot.Current.Config.Spool;
        var fill = Math.Max((double)state.Rows / bounds.MaxRows, (double)state.Bytes / bounds.MaxBytes);
        var hasTotals = state.Status == SpoolStatus.Open || state.Expired + state.Lost > 0;
        return new SpoolReading(
            state.IsAvailable, fill, state.Rows, state.Bytes, state.OldestAge, state.CommitAge, state.Expired, state.Lost, hasTotals);
    }
}
