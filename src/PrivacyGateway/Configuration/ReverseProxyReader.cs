namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads of YARP's section what the gateway must know: who is served under which policy, and where it leads.
/// YARP binds the rest itself; its keys are checked all the same, because it silently ignores a misspelt one.
/// </summary>
internal static class ReverseProxyReader
{
    private static readonly string[] RouteKeys =
    [
        "Order", "MaxRequestBodySize", "RateLimiterPolicy", "OutputCachePolicy", "TimeoutPolicy", "Timeout", "CorsPolicy",
    ];

    private static readonly string[] ClusterKeys = ["LoadBalancingPolicy", "HealthCheck", "HttpClient", "HttpRequest"];

    public static IReadOnlyList<RouteConfig> ReadRoutes(SectionReader routes, ConfigProblems problems)
    {
        var read = new List<RouteConfig>();
        foreach (var id in routes.Keys.ToArray())
        {
            if (routes.Section(id) is not { } route)
                continue;

            var metadata = route.Section("Metadata");
            var policy = metadata?.String("PrivacyPolicy", null);
            foreach (var key in metadata?.Keys.ToArray() ?? [])
                metadata!.Skip(key);
            if (policy is null)
                problems.Error($"{route.Path}.Metadata.PrivacyPolicy", "this route names no policy.", $"Write the name of a policy, or \"{RouteConfig.NoPolicy}\" to forward without one.");

            var match = route.Section("Match", isRequired: true);
            var hosts = match?.Strings("Hosts", []) ?? [];
            var path = match?.String("Path", "/{**catch-all}") ?? "";
            foreach (var key in new[] { "Methods", "Headers", "QueryParameters" })
                match?.Skip(key);
            match?.Finish();
            if (match is not null && hosts.Count == 0)
                problems.Error(match.PathOf("Hosts"), "this route names no host.", "Write the public names it serves, such as [\"track.shop.example\"].");

            if (policy is not null and not RouteConfig.NoPolicy && route.Keys.Contains("Transforms"))
                problems.Error(route.PathOf("Transforms"), "transforms reopen what the policy closes.", "Take them out, or use a route without a policy.");

            if (route.String("AuthorizationPolicy", null) is { } authorization && !authorization.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
                problems.Error(route.PathOf("AuthorizationPolicy"), "the gateway knows no users, so nobody would ever pass.", "Take it out.");

            var cluster = route.String("ClusterId", null, isRequired: true) ?? "";
            foreach (var key in RouteKeys.Append("Transforms"))
                route.Skip(key);
            route.Finish();
            read.Add(new RouteConfig(id, [.. hosts.Select(host => WithoutPort(host).ToLowerInvariant())], path, policy ?? RouteConfig.NoPolicy, cluster));
        }

        return read;
    }

    public static IReadOnlyList<DestinationConfig> ReadClusters(SectionReader clusters, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        var read = new List<DestinationConfig>();
        foreach (var id in clusters.Keys.ToArray())
        {
            if (clusters.Section(id) is not { } cluster)
                continue;

            if (id.Contains('#'))
                problems.Error(cluster.Path, "a cluster's name with \"#\" cannot be told from one that a reload has changed.", "Take the \"#\" out.");
            if (cluster.Keys.Contains("SessionAffinity") && routes.Any(route => route.ClusterId.Equals(id, StringComparison.OrdinalIgnoreCase) && route.Policy != RouteConfig.NoPolicy))
                problems.Error(cluster.PathOf("SessionAffinity"), "session affinity sets a cookie that tells browsers apart.", "Take it out; the gateway needs none.");

            var metadata = cluster.Section("Metadata");
            var allowsPlainHttp = metadata?.String("AllowPlainHttp", null) == "true";
            foreach (var key in ClusterKeys.Append("SessionAffinity"))
                cluster.Skip(key);
            if (cluster.Section("Destinations", isRequired: true) is { } destinations)
                read.AddRange(ReadDestinations(id, destinations, allowsPlainHttp));
            cluster.Finish();
        }

        foreach (var route in routes.Where(route => route.ClusterId.Length > 0 && !clusters.Keys.Contains(route.ClusterId, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Error(
                $"$.ReverseProxy.Routes.{route.Id}.ClusterId",
                $"there is no cluster \"{route.ClusterId}\".",
                NearestName.Of(route.ClusterId, clusters.Keys) is { } nearest ? $"Did you mean \"{nearest}\"?" : "Add it under $.ReverseProxy.Clusters.");
        }

        return read;
    }

    private static IEnumerable<DestinationConfig> ReadDestinations(string cluster, SectionReader destinations, bool allowsPlainHttp)
    {
        foreach (var id in destinations.Keys.ToArray())
        {
            if (destinations.Section(id) is not { } destination)
                continue;
            var address = destination.String("Address", null, isRequired: true);
            foreach (var key in new[] { "Health", "Metadata", "Host" })
                destination.Skip(key);
            destination.Finish();
            if (address is not null)
                yield return new DestinationConfig(cluster, destination.PathOf("Address"), address, allowsPlainHttp);
        }
    }

    private static string WithoutPort(string host) => host.LastIndexOf(':') is >= 0 and var colon && !host.EndsWith(']') ? host[..colon] : host;
}
