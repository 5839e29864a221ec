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

    private readonly Backoff _backoff = new();
    private readonly SetAside _aside = new(time);
    private long _delivered;

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
            // What it took is free again after a restart; the rest is begun anew after a pause.
            Log.Failed(logger, cluster, exception.GetType().Name);
            await Task.Delay(Backoff.Longest, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How long to wait before the next ones; null if nothing waits any more.</returns>
    private async Task<TimeSpan?> SendSomeAsync(CancellationToken stop)
    {
        var config = snapshot.Current.Config;
        var destination = config.Destinations.FirstOrDefault(destination => destination.Cluster.Equals(cluster, StringComparison.OrdinalIgnoreCase));
        if (destination is null || trackDomains.Of(cluster).Client is not { } client)
        {
            // No route leads there any more: what waits grows old, or a reload brings the cluster back.
            return Backoff.Longest;
        }

        // After a failure two hits ask whether it works again: one alone could be the very one that the track domain does not like.
        var count = _backoff.IsOn ? 2 : config.Spool.ReplayConnections * HitsPerConnection;
        var started = time.GetTimestamp();
        var hits = _aside.TakeDue(count);
        if (hits.Count == 0)
            hits = await spool.TakeOldestAsync(cluster, count, stop);
        if (hits.Count == 0)
            return _aside.IsEmpty ? null : SetAside.Pause;

        var batch = new ReplayBatch(hits, destination.Address, client);
        await batch.SendAsync(config.Spool.ReplayConnections, stop);
        await spool.DoneAsync(batch.Delivered);
        var back = batch.Delivered.Count > 0 ? _aside.Add(batch.Rejected) : batch.Rejected;
        await spool.ReleaseAsync([.. batch.Remaining, .. back]);
        _delivered += batch.Delivered.Count;
        metrics.Replayed(cluster, "delivered", batch.Delivered.Count);
        metrics.Replayed(cluster, "failed", hits.Count - batch.Delivered.Count);
        stop.ThrowIfCancellationRequested();

        if (batch.IsBroken || batch.Delivered.Count == 0)
            return _backoff.Next();
        _backoff.Reset();
        return Rest(config.Spool, hits.Count, time.GetElapsedTime(started));
    }

    /// <summary>What the rate leaves after the time that sending took.</summary>
    private static TimeSpan Rest(SpoolConfig config, int sent, TimeSpan took)
    {
        var rest = TimeSpan.FromSeconds((double)sent / config.ReplayPerSecond) - took;
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
