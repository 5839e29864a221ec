using System.Diagnostics;
using System.Net.Http;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding.Destinations;

/// <summary>
/// The destinations of a YARP cluster. YARP's health checks and the destinations' circuits decide which are available, and YARP's load
/// balancing policy picks one.
/// </summary>
internal sealed class ClusterDestinations : IDestinations
{
    /// <summary>YARP's passive health checks read only whether the context has an error.</summary>
    private static readonly HttpContext Success = new DefaultHttpContext();
    private static readonly HttpContext Failure = ForwardingFailure.Mark(new DefaultHttpContext(), ForwarderError.Request, null);

    private readonly ClusterState _cluster;
    private readonly ILoadBalancingPolicy _balancing;
    private readonly IPassiveHealthCheckPolicy? _passive;
    private readonly (DestinationState State, Destination Destination)[] _all;
    private readonly Func<DestinationState, Destination> _find;
    private readonly UpstreamVersion _version;

    public ClusterDestinations(
        ClusterState cluster, TrackDomain trackDomain, ILoadBalancingPolicy balancing, IPassiveHealthCheckPolicy? passive)
    {
        (_cluster, TrackDomain, _balancing, _passive) = (cluster, trackDomain, balancing, passive);
        _all = [.. cluster.Destinations.Values.Select(
            state => (state, trackDomain.CreateDestination(state.DestinationId, state.Model.Config.Address, state.Model.Config.Host)))];
        _find = Find;
        _version = ClusterVersion.From(cluster.Model.Config.HttpRequest);
        All = [.. _all.Select(static one => one.Destination)];
    }

    public TrackDomain TrackDomain { get; }

    public ClusterState Cluster => _cluster;

    public IReadOnlyList<Destination> All { get; }

    /// <summary>Sends only exempt requests.</summary>
    public HttpMessageInvoker Client => _cluster.Model.HttpClient;

    public Destination? Pick(IReadOnlySet<Destination>? except = null) => PickState(except) is { } state ? Find(state) : null;

    /// <returns>YARP's state of the destination that <see cref="Pick"/> returns.</returns>
    public DestinationState? PickState(IReadOnlySet<Destination>? except = null)
    {
        var available = _cluster.DestinationsState.AvailableDestinations;
        if (_all.Length == 1)
            return available.Count == 1 && except?.Contains(_all[0].Destination) != true ? available[0] : null;

        var best = DestinationPreference.Select(available, _find, except);
        return best.Count switch
        {
            0 => null,
            1 => best[0],
            _ => _balancing.PickDestination(Success, _cluster, best),
        };
    }

    public bool IsAvailable(Destination destination) =>
        _cluster.DestinationsState.AvailableDestinations.Contains(StateOf(destination));

    public ValueTask<UpstreamResponse> AttemptAsync(
        Destination destination, OutgoingRequest request, TimeSpan timeout, CancellationToken cancellationToken) =>
        ((ClusterClient)_cluster.Model.HttpClient).AttemptAsync(destination, request, _version, timeout, cancellationToken);

    public void Report(Destination destination, bool hasFailed)
    {
        // A hit may be in progress to a destination that a reload has removed.
        if (_passive is not null && All.Contains(destination))
            _passive.RequestProxied(hasFailed ? Failure : Success, _cluster, StateOf(destination));
    }

    /// <summary>Reports a request that YARP's forwarder sent.</summary>
    public void Report(HttpContext context, DestinationState destination) => _passive?.RequestProxied(context, _cluster, destination);

    public Destination Find(DestinationState state)
    {
        foreach (var (known, destination) in _all)
        {
            if (known == state)
                return destination;
        }

        throw new UnreachableException();
    }

    public DestinationState StateOf(Destination destination)
    {
        foreach (var (state, known) in _all)
        {
            if (known == destination)
                return state;
        }

        throw new UnreachableException();
    }
}
