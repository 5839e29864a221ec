using System.Globalization;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>One generation of routes and clusters for YARP.</summary>
internal sealed class PublishedRoutes : IProxyConfig, IDisposable
{
    /// <summary>
    /// Metadata that makes each route differ from its predecessor. Otherwise YARP would keep the endpoint, and with it the policy, of an
    /// unchanged route.
    /// </summary>
    private const string GenerationKey = "PrivacyGateway.Generation";

    private const char GenerationMark = '#';

    private readonly CancellationTokenSource _withdrawn = new();
    private readonly IReadOnlyDictionary<string, ClusterConfig> _clustersByName;
    private readonly int _number;

    private PublishedRoutes(ProxyRoutes routes, int number, IReadOnlyDictionary<string, ClusterConfig> clustersByName)
    {
        (_number, _clustersByName) = (number, clustersByName);
        Generation = number.ToString(CultureInfo.InvariantCulture);
        ChangeToken = new CancellationChangeToken(_withdrawn.Token);
        Clusters = [.. clustersByName.Values];
        Routes = [.. routes.Routes.Select(Stamp)];
    }

    /// <summary>The value in each route's metadata.</summary>
    public string Generation { get; }

    public IReadOnlyList<RouteConfig> Routes { get; }

    public IReadOnlyList<ClusterConfig> Clusters { get; }

    public IChangeToken ChangeToken { get; }

    public static PublishedRoutes First(ProxyRoutes routes) =>
        new(routes, 0, routes.Clusters.ToDictionary(cluster => cluster.ClusterId, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Creates the next generation. A changed cluster gets a new name. Otherwise YARP would change it under requests in progress that still
    /// use the old routes and policies.
    /// </summary>
    public PublishedRoutes Next(ProxyRoutes routes)
    {
        var number = _number + 1;
        return new PublishedRoutes(routes, number, routes.Clusters.ToDictionary(
            cluster => cluster.ClusterId,
            cluster => _clustersByName.TryGetValue(cluster.ClusterId, out var present)
                && present.Equals(cluster with { ClusterId = present.ClusterId })
                ? present
                : cluster with { ClusterId = string.Create(CultureInfo.InvariantCulture, $"{cluster.ClusterId}{GenerationMark}{number}") },
            StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The cluster's name in the file.</summary>
    public static string NameOf(string clusterId) =>
        clusterId.LastIndexOf(GenerationMark) is >= 0 and var mark ? clusterId[..mark] : clusterId;

    /// <summary>The generation of a route; null if it has none.</summary>
    public static string? GenerationOf(RouteConfig? route) => route?.Metadata?.GetValueOrDefault(GenerationKey);

    /// <summary>Signals YARP to read the next generation.</summary>
    public void Withdraw() => _withdrawn.Cancel();

    public void Dispose() => _withdrawn.Dispose();

    private RouteConfig Stamp(RouteConfig route) => route with
    {
        ClusterId = route.ClusterId is { } name && _clustersByName.TryGetValue(name, out var cluster) ? cluster.ClusterId : route.ClusterId,
        Metadata = new Dictionary<string, string>(route.Metadata ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase)
        {
            [GenerationKey] = Generation,
        },
    };
}
