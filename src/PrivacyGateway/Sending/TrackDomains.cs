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
    private readonly Func<string, TrackDomain> _create;

    public TrackDomains(SnapshotInForce snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
    {
        _create = name => new TrackDomain(name, () => snapshot.Current.Config.TrackDomains.GetValueOrDefault(name, Defaults), metrics, time, logger);
        metrics.ObserveBreakers(() => Known.Select(static trackDomain => (trackDomain.Name, trackDomain.IsLeftAlone)));
    }

    /// <summary>Those that have been asked for.</summary>
    public IEnumerable<TrackDomain> Known => _byName.Values;

    /// <summary>Forgets those that no configuration names any more: nobody could mend them.</summary>
    public void KeepOnly(IEnumerable<string> names)
    {
        foreach (var gone in _byName.Keys.Except(names, StringComparer.OrdinalIgnoreCase))
            _byName.TryRemove(gone, out _);
    }

    public TrackDomain Of(string name) => _byName.GetOrAdd(name, _create);
}
