using System.Runtime.CompilerServices;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>The destinations of YARP's clusters, for pages and for what is sent without a request: replays, files, probes.</summary>
internal sealed class DestinationDirectory(
    TrackDomains trackDomains, IEnumerable<ILoadBalancingPolicy> balancing, IEnumerable<IPassiveHealthCheckPolicy> passive) : IClusterChangeListener
{
    private readonly ConditionalWeakTable<ClusterState, ClusterDestinations> _byCluster = [];

    public ClusterDestinations Of(ClusterState cluster) => _byCluster.GetValue(cluster, Create);

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
            trackDomains.Of(PublishedRoutes.NameOf(cluster.ClusterId)),
            balancing.First(policy => policy.Name.Equals(config.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices, StringComparison.OrdinalIgnoreCase)),
            isPassive ? passive.First(policy => policy.Name.Equals(config.HealthCheck!.Passive!.Policy ?? HealthCheckConstants.PassivePolicy.TransportFailureRate, StringComparison.OrdinalIgnoreCase)) : null);
    }
}
