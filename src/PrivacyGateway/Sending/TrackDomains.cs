using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Sending;

/// <summary>All track domains by the name of their cluster.</summary>
internal sealed class TrackDomains(SnapshotInForce snapshot, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomain> logger)
{
    private static readonly TrackDomainConfig Defaults = new();

    private readonly ConcurrentDictionary<string, TrackDomain> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that have been asked for.</summary>
    public IEnumerable<TrackDomain> Known => _byName.Values;

    public TrackDomain Of(string name) => _byName.GetOrAdd(
        name, static (name, all) => new TrackDomain(name, () => all.ConfigOf(name), all.Metrics, all.Time, all.Logger), this);

    private GatewayMetrics Metrics => metrics;

    private TimeProvider Time => time;

    private ILogger<TrackDomain> Logger => logger;

    private TrackDomainConfig ConfigOf(string name) => snapshot.Current.Config.TrackDomains.GetValueOrDefault(name, Defaults);
}
