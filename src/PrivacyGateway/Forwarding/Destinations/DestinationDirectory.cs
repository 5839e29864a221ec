using System.Runtime.CompilerServices;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>The destinations of YARP's clusters, for pages and for what is sent without a request: replays, files, probes.</summary>
internal sealed class DestinationDirectory : IClusterChangeListener
{
    private readonly ConditionalWeakTable<ClusterState, ClusterDestinations> _byCluster = [];
    private readonly ConditionalWeakTable<ClusterState, ClusterDestinations>.CreateValueCallback _create;
    private readonly TrackDomains _trackDomains;
    private readonly IReadOnlyList<ILoadBalancingPolicy> _balancing;
    private readonly IReadOnlyList<IPassiveHealthCheckPolicy> _passive;

    public DestinationDirectory(TrackDomains trackDomains, IEnumerable<ILoadBalancingPolicy> balancing, IEnumerable<IPassiveHealthCheckPolicy> passive) =>
        (_trackDomains, _balancing, _passive, _create) = (trackDomains, [.. balancing], [.. passive], Create);

    public ClusterDestinations Of(ClusterState cluster) => _byCluster.TryGetValue(cluster, out var known) ? known : _byCluster.GetValue(cluster, _create);

    public void OnClusterAdded(ClusterState cluster)
    {
        var destinations = Of(cluster);
        destinations.TrackDomain.Use(destinations);
    }

    /// <summary>A reload gives a cluster that has changed another name.</summary>
    public void OnClusterChanged(ClusterState cluster)
    {
        _byCluster.Remove(cluster);
        OnClusterAdded(cluster);
    }

    /// <summary>Requests under way still use it.</summary>
    public void OnClusterRemoved(ClusterState cluster)
    {
    }

    private ClusterDestinations Create(ClusterState cluster)
    {
        var config = cluster.Model.Config;
        var isPassive = config.HealthCheck?.Passive?.Enabled == true;
        return new ClusterDestinations(
            cluster,
            _trackDomains.Of(PublishedRoutes.NameOf(cluster.ClusterId)),
            _balancing.First(policy => policy.Name.Equals(config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices, StringComparison.OrdinalIgnoreCase)),
            isPassive ? _passive.First(policy => policy.Name.Equals(config.HealthCheck!.Passive!.Policy ?? HealthCheckConstants.PassivePolicy.TransportFailureRate, StringComparison.OrdinalIgnoreCase)) : null);
    }
}
