using System.Text.Json;

namespace PrivacyGateway.Faults.Staging;

/// <summary>The configuration of the gateways under test.</summary>
internal static class GatewayConfiguration
{
    public const string Cluster = "track-domain";

    private const string Neighbour = "neighbour";

    private static readonly object PlainHttp = new { AllowPlainHttp = "true" };

    /// <param name="trackDomain">The destination's address.</param>
    /// <param name="data">The data directory.</param>
    /// <param name="other">The other track domain's address.</param>
    /// <param name="setup">The row's requirements.</param>
    public static string Create(string trackDomain, string data, string other, GatewaySetup setup) => JsonSerializer.Serialize(new
    {
        ReverseProxy = new
        {
            Routes = Routes(setup),
            Clusters = Clusters(trackDomain, other, setup),
        },
        PrivacyGateway = new
        {
            DataDirectory = data,
            setup.AccessLog,
            Limits = new { concurrentRequests = setup.ConcurrentRequests },
            KnownProxies = new[] { "127.0.0.0/8" },
            TrackDomains = new Dictionary<string, object> { [Cluster] = setup.Timeout },
            Policies = new Dictionary<string, object>
            {
                [GatewayHosts.Track] = Policy("atLeastOnce", spoolIdentified: false),
                [GatewayHosts.Keeping] = Policy("atLeastOnce", spoolIdentified: true),
                [GatewayHosts.Queued] = Policy("queued", spoolIdentified: false),
            },
        },
    });

    private static Dictionary<string, object> Routes(GatewaySetup setup)
    {
        var routes = new[] { GatewayHosts.Track, GatewayHosts.Keeping, GatewayHosts.Queued }.ToDictionary(
            static host => host, static host => Route(host, Cluster), StringComparer.Ordinal);
        if (setup.HasNeighbour)
            routes[GatewayHosts.Neighbour] = Route(GatewayHosts.Neighbour, Neighbour, GatewayHosts.Track);
        return routes;
    }

    private static Dictionary<string, object> Clusters(string trackDomain, string other, GatewaySetup setup)
    {
        var clusters = new Dictionary<string, object>(StringComparer.Ordinal) { [Cluster] = ClusterOf(trackDomain) };
        if (setup.HasNeighbour)
            clusters[Neighbour] = ClusterOf(other);
        if (setup.SecondDestination is { } health)
            clusters[Cluster] = new
            {
                Destinations = new { primary = new { Address = trackDomain }, second = new { Address = other } },
                LoadBalancingPolicy = "RoundRobin",
                HealthCheck = health,
                Metadata = PlainHttp,
            };
        return clusters;
    }

    private static object ClusterOf(string address) =>
        new { Destinations = new { primary = new { Address = address } }, Metadata = PlainHttp };

    private static object Route(string host, string cluster, string? policy = null) => new
    {
        ClusterId = cluster,
        Match = new { Hosts = new[] { host }, Path = "/{**path}" },
        Metadata = new { PrivacyPolicy = policy ?? host },
    };

    private static object Policy(string delivery, bool spoolIdentified) => new
    {
        userIdentification = new { enableAnonymousFunction = true, suppressParameter = new[] { "cd" } },
        delivery,
        spoolIdentified,
    };
}
