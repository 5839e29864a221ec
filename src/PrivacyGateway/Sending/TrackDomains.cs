using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Sending;

/// <summary>All track domains by cluster name.</summary>
internal sealed class TrackDomains
{
    private static readonly TrackDomainConfig Defaults = new();

    private readonly ConcurrentDictionary<string, TrackDomain> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly CurrentPolicies _snapshot;
    private readonly Func<string, TrackDomain> _create;
    private volatile int _share;

    public TrackDomains(CurrentPolicies snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
    {
        _snapshot = snapshot;
        _create = name => new TrackDomain(
            name, () => snapshot.Current.Config.TrackDomains.GetValueOrDefault(name, Defaults), metrics, time, Jitter, logger);
        metrics.ObserveBreakers(() => Known.Select(static trackDomain => (trackDomain.Name, trackDomain.IsCircuitOpen)));
        metrics.ObserveDestinations(() => Known.SelectMany(static trackDomain => DestinationStatus.From(trackDomain))
            .Select(static reading => (reading.TrackDomain, reading.Destination, reading.IsAvailable)));
        snapshot.Replaced += (_, _) => SetShare();
        SetShare();
    }

    /// <summary>Random numbers from 0 to 1 for retry delays; null for Polly's own.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>The track domains that have been requested so far.</summary>
    public IEnumerable<TrackDomain> Known => _byName.Values;

    /// <summary>
    /// How many requests may wait for one track domain: unlimited if there is only one; otherwise half of the concurrent requests.
    /// </summary>
    public int Share => _share;

    /// <summary>Removes track domains that are no longer configured, so that health and metrics do not report them.</summary>
    public void RemoveExcept(IEnumerable<string> names)
    {
        foreach (var removed in _byName.Keys.Except(names, StringComparer.OrdinalIgnoreCase))
            _byName.TryRemove(removed, out _);
    }

    public TrackDomain GetOrCreate(string name) => _byName.GetOrAdd(name, _create);

    private void SetShare()
    {
        var config = _snapshot.Current.Config;
        var isOnlyOne = config.Destinations.DistinctBy(static destination => destination.Cluster, StringComparer.OrdinalIgnoreCase)
            .Count() <= 1;
        _share = isOnlyOne ? int.MaxValue : Math.Max(1, config.Limits.ConcurrentRequests / 2);
    }
}
