using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Spooling;

/// <summary>Sends what waits, each track domain at its own pace, for as long as the process runs.</summary>
internal sealed class Replayer(
    IHitSpool spool, TrackDomains trackDomains, SnapshotInForce snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<ClusterReplay> logger) : BackgroundService
{
    /// <summary>How soon a hit that was kept is looked at: with queued delivery every hit waits for this.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Until it is told to stop; what is under way then is waited for.</summary>
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
                        replays[cluster] = new ClusterReplay(cluster, spool, trackDomains, snapshot, metrics, time, logger).RunAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is under way is either done by then or waits for the next start.
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
        return new SpoolReading(state.IsAvailable, fill, state.Rows, state.Bytes, state.OldestAge, state.CommitAge, state.Expired, state.Lost, hasTotals);
    }
}
