using System.Runtime.CompilerServices;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding;

/// <summary>Maps YARP's clusters to their destinations, also for replays, cached files and probes, which have no request.</summary>
internal sealed class DestinationDirectory : IClusterChangeListener
{
    private readonly ConditionalWeakTable<ClusterState, ClusterDestinations> _byCluster = [];
    private readonly ConditionalWeakTable<ClusterState, ClusterDestinations>.CreateValueCallback _create;
    private readonly TrackDomains _trackDomains;
    private readonly IReadOnlyList<ILoadBalancingPolicy> _balancing;
    private readonly IReadOnlyList<IPassiveHealthCheckPolicy> _passive;

    public DestinationDirectory(
        TrackDomains trackDomains, IEnumerable<ILoadBalancingPolicy> balancing, IEnumerable<IPassiveHealthCheckPolicy> passive) =>
        (_trackDomains, _balancing, _passive, _create) = (trackDomains, [.. balancing], [.. passive], Create);

    public ClusterDestinations Of(ClusterState cluster) =>
        _byCluster.TryGetValue(cluster, out var known) ? known : _byCluster.GetValue(cluster, _create);

    public void OnClusterAdded(ClusterState cluster)
    {
        var destinations = Of(cluster);
        destinations.TrackDomain.SetDestinations(destinations);
    }

    /// <summary>A reload gives a changed cluster a new name.</summary>
    public void OnClusterChanged(ClusterState cluster)
    {
        _byCluster.Remove(cluster);
        OnClusterAdded(cluster);
    }

    /// <summary>Requests in progress still use the cluster.</summary>
    public void OnClusterRemoved(ClusterState cluster)
    {
    }

    private ClusterDestinations Create(ClusterState cluster)
    {
        var config = cluster.Model.Config;
        var isPassive = config.HealthCheck?.Passive?.Enabled == true;
        return new ClusterDestinations(
            cluster,
            _trackDomains.GetOrCreate(PublishedRoutes.NameOf(cluster.ClusterId)),
            _balancing.First(policy => policy.Name.Equals(
                config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices, StringComparison.OrdinalIgnoreCase)),
            isPassive ? _passive.First(policy => policy.Name.Equals(config.HealthCheck!.Passive!.Policy
                ?? HealthCheckConstants.PassivePolicy.TransportFailureRate, StringComparison.OrdinalIgnoreCase)) : null);
    }
}
