using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Spooling;

/// <summary>Empties the queue of one track domain, the oldest hit first, until nothing waits.</summary>
internal sealed partial class ClusterReplay(
    string cluster, IHitSpool spool, TrackDomains trackDomains, SnapshotInForce snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<ClusterReplay> logger)
{
    /// <summary>Hits taken at a time, for each connection: what a crash may deliver twice stays small.</summary>
    private const int HitsPerConnection = 8;

    private const int Probes = 2;

    private readonly Backoff _backoff = new();
    private readonly SetAside _aside = new(time);
    private readonly SlowStart _slowStart = new(time);
    private long _delivered;

    /// <summary>What is under way; null between batches.</summary>
    private ReplayBatch? _batch;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await SendSomeAsync(stop) is { } pause)
            {
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, stop);
            }

            if (_delivered > 0)
                Log.Delivered(logger, cluster, _delivered);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start goes on.
        }
        catch (Exception exception)
        {
            // Begun again after a pause. Whatever it has taken is given back: a hit that stays leased would hold up its queue until a restart.
            Log.Failed(logger, cluster, exception.GetType().Name);
            await spool.DoneAsync(_batch?.Delivered ?? []);
            await spool.ReleaseAsync([.. _batch?.Failed ?? [], .. _batch?.Remaining ?? [], .. _aside.TakeAll()]);
            await Task.Delay(Backoff.Longest, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <returns>How long to wait before the next ones; null if nothing waits any more.</returns>
    private async Task<TimeSpan?> SendSomeAsync(CancellationToken stop)
    {
        var config = snapshot.Current.Config;
        if (trackDomains.Of(cluster).Destinations is not { } destinations)
        {
            // No route leads there any more: what waits grows old, or a reload brings the cluster back.
            return Backoff.Longest;
        }

        await spool.DeferAsync(_aside.IsFull ? _aside.TakeAll() : _aside.TakeDue());
        var started = time.GetTimestamp();
        var hits = await TakeAsync(config.Spool, stop);
        if (hits.Count == 0)
            return await RestAsideAsync();

        var batch = _batch = new ReplayBatch(hits, destinations);
        await batch.SendAsync(Math.Max(config.Spool.ReplayConnections, _backoff.IsOn ? Probes : 1), stop);
        await spool.DoneAsync(batch.Delivered);
        _delivered += batch.Delivered.Count;
        metrics.Replayed(cluster, "delivered", batch.Delivered.Count);
        metrics.Replayed(cluster, "failed", batch.Failed.Count);

        if (batch.Delivered.Count == 0)
        {
            _aside.Suspect(batch.Failed);
            await spool.ReleaseAsync(batch.Remaining);
            _batch = null;
            stop.ThrowIfCancellationRequested();
            return _backoff.Next();
        }

        _aside.Dislike(batch.Failed);
        await spool.ReleaseAsync([.. batch.Remaining, .. _aside.TakeSuspects(_aside.Count)]);
        _batch = null;
        stop.ThrowIfCancellationRequested();
        if (_backoff.IsOn)
            _slowStart.Begin();
        _backoff.Reset();
        return Rest(hits.Count, time.GetElapsedTime(started), config.Spool.ReplayPerSecond);
    }

    /// <summary>After a failure the first that failed and one that has not been tried yet ask whether it works again: others could be the very ones that the track domain does not like.</summary>
    private async Task<IReadOnlyList<SpooledHit>> TakeAsync(SpoolConfig config, CancellationToken stop)
    {
        if (!_backoff.IsOn)
            return await spool.TakeOldestAsync(cluster, Math.Min(config.ReplayConnections * HitsPerConnection, _slowStart.Rate(config.ReplayPerSecond)), stop);

        var first = _aside.TakeSuspects(1);
        var fresh = await spool.TakeOldestAsync(cluster, Probes - first.Count, stop);
        return [.. first, .. fresh, .. _aside.TakeSuspects(Probes - first.Count - fresh.Count)];
    }

    /// <summary>Nothing is at hand. If others wait all the same, what is set aside keeps the spool from handing them out, and goes behind them.</summary>
    private async Task<TimeSpan?> RestAsideAsync()
    {
        if (_aside.Count == 0)
            return null;
        if (spool.State.Waiting.GetValueOrDefault(cluster) <= _aside.Count)
            return SetAside.Pause;
        await spool.DeferAsync(_aside.TakeAll());
        return TimeSpan.Zero;
    }

    /// <summary>What the rate leaves after the time that sending took.</summary>
    private TimeSpan Rest(int sent, TimeSpan took, int perSecond)
    {
        var rest = TimeSpan.FromSeconds((double)sent / _slowStart.Rate(perSecond)) - took;
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Track domain {Name}: {Count} hit(s) that had waited are delivered.")]
        public static partial void Delivered(ILogger logger, string name, long count);

        [LoggerMessage(2, LogLevel.Error, "Track domain {Name}: sending what waits failed in the gateway ({Exception}). Please report this.")]
        public static partial void Failed(ILogger logger, string name, string exception);
    }
}
