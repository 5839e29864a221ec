using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Sending;

/// <summary>All track domains by the name of their cluster.</summary>
internal sealed class TrackDomains
{
    private static readonly TrackDomainConfig Defaults = new();

    private readonly ConcurrentDictionary<string, TrackDomain> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly SnapshotInForce _snapshot;
    private readonly Func<string, TrackDomain> _create;
    private volatile int _share;

    public TrackDomains(SnapshotInForce snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
    {
        _snapshot = snapshot;
        _create = name => new TrackDomain(name, () => snapshot.Current.Config.TrackDomains.GetValueOrDefault(name, Defaults), metrics, time, Jitter, logger);
        metrics.ObserveBreakers(() => Known.Select(static trackDomain => (trackDomain.Name, trackDomain.IsCircuitOpen)));
        metrics.ObserveDestinations(() => Known.SelectMany(static trackDomain => DestinationReading.Of(trackDomain)).Select(static reading => (reading.TrackDomain, reading.Destination, reading.IsAvailable)));
        snapshot.Replaced += (_, _) => SetShare();
        SetShare();
    }

    /// <summary>From 0 to 1, for the pauses before further attempts; null for Polly's own.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>Those that have been asked for.</summary>
    public IEnumerable<TrackDomain> Known => _byName.Values;

    /// <summary>How many requests may wait for one track domain: all that may be under way, or half of them where another track domain needs room.</summary>
    public int Share => _share;

    /// <summary>Forgets those that no configuration names any more: nobody could mend them.</summary>
    public void KeepOnly(IEnumerable<string> names)
    {
        foreach (var gone in _byName.Keys.Except(names, StringComparer.OrdinalIgnoreCase))
            _byName.TryRemove(gone, out _);
    }

    public TrackDomain Of(string name) => _byName.GetOrAdd(name, _create);

    private void SetShare()
    {
        var config = _snapshot.Current.Config;
        var isOnlyOne = config.Destinations.DistinctBy(static destination => destination.Cluster, StringComparer.OrdinalIgnoreCase).Count() <= 1;
        _share = isOnlyOne ? int.MaxValue : Math.Max(1, config.Limits.ConcurrentRequests / 2);
    }
}
