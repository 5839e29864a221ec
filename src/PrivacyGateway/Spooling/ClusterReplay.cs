using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling;

/// <summary>Replays the queue of one track domain, the oldest hit first, until the queue is empty.</summary>
internal sealed partial class ClusterReplay(
    string cluster, IHitSpool spool, TrackDomains trackDomains, CurrentPolicies snapshot, GatewayMetrics metrics, TimeProvider time,
    ILogger<ClusterReplay> logger)
{
    /// <summary>The batch size per connection. Small, because a crash may cause a batch to be delivered twice.</summary>
    private const int HitsPerConnection = 8;

    private const int Probes = 2;

    private readonly Backoff _backoff = new();
    private readonly Quarantine _quarantine = new(time);
    private readonly SlowStart _slowStart = new(time);
    private long _delivered;

    /// <summary>The batch in progress; null between batches.</summary>
    private ReplayBatch? _batch;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await SendBatchAsync(stop) is { } pause)
            {
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, stop);
            }

            if (_delivered > 0)
                Log.Delivered(logger, cluster, _delivered);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start continues.
        }
        catch (Exception exception)
        {
            // The replayer restarts this replay after a pause. Release all taken
            // hits: a hit that remained taken would block its queue until a restart.
            Log.Failed(logger, cluster, exception.GetType().Name);
            await spool.AcknowledgeAsync(_batch?.Delivered ?? []);
            await spool.ReleaseAsync([.. _batch?.Failed ?? [], .. _batch?.Remaining ?? [], .. _quarantine.TakeAll()]);
            await Task.Delay(Backoff.MaxPause, time, stop).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <returns>The pause before the next batch; null if the queue is empty.</returns>
    private async Task<TimeSpan?> SendBatchAsync(CancellationToken stop)
    {
        var config = snapshot.Current.Config;
        var trackDomain = trackDomains.GetOrCreate(cluster);
        if (trackDomain.Destinations is null)
        {
            // The cluster is no longer configured: its hits expire, unless a reload adds it again.
            return Backoff.MaxPause;
        }

        await spool.DeferAsync(_quarantine.IsFull ? _quarantine.TakeAll() : _quarantine.TakeDue());
        var started = time.GetTimestamp();
        var hits = await TakeAsync(config.Spool, stop);
        if (hits.Count == 0)
            return await WaitForQuarantineAsync();

        var batch = _batch = new ReplayBatch(hits, trackDomain);
        await batch.SendAsync(Math.Max(config.Spool.ReplayConnections, _backoff.IsActive ? Probes : 1), stop);
        await spool.AcknowledgeAsync(batch.Delivered);
        _delivered += batch.Delivered.Count;
        metrics.Replayed(cluster, "delivered", batch.Delivered.Count);
        metrics.Replayed(cluster, "failed", batch.Failed.Count);

        if (batch.Delivered.Count == 0)
        {
            _quarantine.AddSuspects(batch.Failed);
            await spool.ReleaseAsync(batch.Remaining);
            _batch = null;
            stop.ThrowIfCancellationRequested();
            return _backoff.Next();
        }

        _quarantine.AddRejected(batch.Failed);
        await spool.ReleaseAsync([.. batch.Remaining, .. _quarantine.TakeSuspects(_quarantine.Count)]);
        _batch = null;
        stop.ThrowIfCancellationRequested();
        if (_backoff.IsActive)
            _slowStart.Begin();
        _backoff.Reset();
        return GetPause(hits.Count, time.GetElapsedTime(started), config.Spool.ReplayPerSecond);
    }

    /// <summary>
    /// After a failure, probes with the first failed hit and an untried one: the failed hits may be the ones that the track domain rejects.
    /// </summary>
    private async Task<IReadOnlyList<SpooledHit>> TakeAsync(SpoolConfig config, CancellationToken stop)
    {
        if (!_backoff.IsActive)
            return await spool.TakeOldestAsync(
                cluster, Math.Min(config.ReplayConnections * HitsPerConnection, _slowStart.GetRate(config.ReplayPerSecond)), stop);

        var first = _quarantine.TakeSuspects(1);
        var fresh = await spool.TakeOldestAsync(cluster, Probes - first.Count, stop);
        return [.. first, .. fresh, .. _quarantine.TakeSuspects(Probes - first.Count - fresh.Count)];
    }

    /// <summary>
    /// Handles an empty batch. If more hits are spooled, quarantined hits block the spool's window; they are deferred behind the others.
    /// </summary>
    private async Task<TimeSpan?> WaitForQuarantineAsync()
    {
        if (_quarantine.Count == 0)
            return null;
        if (spool.State.Waiting.GetValueOrDefault(cluster) <= _quarantine.Count)
            return Quarantine.Pause;
        await spool.DeferAsync(_quarantine.TakeAll());
        return TimeSpan.Zero;
    }

    /// <summary>Returns the pause that keeps the replay at its rate.</summary>
    private TimeSpan GetPause(int sent, TimeSpan elapsed, int perSecond)
    {
        var pause = TimeSpan.FromSeconds((double)sent / _slowStart.GetRate(perSecond)) - elapsed;
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Track domain {Name}: {Count} spooled hit(s) were delivered.")]
        public static partial void Delivered(ILogger logger, string name, long count);

        [LoggerMessage(
            2, LogLevel.Error, "Track domain {Name}: the replay of spooled hits failed in the gateway ({Exception}). Please report this.")]
        public static partial void Failed(ILogger logger, string name, string exception);
    }
}
