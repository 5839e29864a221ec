using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads from YARP's section what the gateway must know: which hosts are served under which policy, and where they lead. YARP binds the
/// rest itself.
/// </summary>
internal static class ReverseProxyReader
{
    public static IReadOnlyList<RouteConfig> ReadRoutes(SectionReader routes, ConfigProblems problems)
    {
        var read = new List<RouteConfig>();
        foreach (var id in routes.Keys.ToArray())
        {
            if (routes.Section(id) is { } route)
                read.Add(ReadRoute(id, route, problems));
        }

        return read;
    }

    private static RouteConfig ReadRoute(string id, SectionReader section, ConfigProblems problems)
    {
        var route = RecordReader.Read<RouteSection>(section);
        var policy = route.Metadata?.PrivacyPolicy;
        if (policy is null)
            problems.Error($"{section.Path}.Metadata.PrivacyPolicy", "this route names no policy.",
                $"Write the name of a policy, or \"{RouteConfig.NoPolicy}\" to forward without one.");

        if (route.Match is { } match)
        {
            var place = $"{section.Path}.Match.Hosts";
            if (match.Hosts.Count == 0)
                problems.Error(place, "this route names no host.", "Write the public names it serves, such as [\"track.shop.example\"].");
            RouteValidator.ValidateHosts(place, match.Hosts, problems);
        }

        if (route.AuthorizationPolicy is { } authorization && !authorization.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
            problems.Error(
                section.PathOf("AuthorizationPolicy"), "the gateway has no users, so every request would be refused.", "Take it out.");
        if (policy is not (null or RouteConfig.NoPolicy) && section.Keys.Contains("Transforms"))
            problems.Error(section.PathOf("Transforms"), "transforms reopen what the policy closes.",
                "Take them out, or use a route without a policy.");

        var hosts = (route.Match?.Hosts ?? []).Select(HostPattern.Parse).OfType<HostPattern>().Select(static host => host.Name).Distinct(
            StringComparer.Ordinal);
        var conditions = section.Raw("Match") as JsonObject;
        return new RouteConfig(id, [.. hosts], route.Match?.Path ?? "", policy ?? RouteConfig.NoPolicy, route.ClusterId ?? "")
        {
            Conditions = $"{section.Raw("Order")} {conditions?["Methods"]} {conditions?["Headers"]} {conditions?["QueryParameters"]}",
        };
    }

    public static IReadOnlyList<DestinationConfig> ReadClusters(
        SectionReader clusters, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        var read = new List<DestinationConfig>();
        foreach (var id in clusters.Keys.ToArray())
        {
            if (clusters.Section(id) is { } cluster)
                read.AddRange(ReadCluster(id, cluster, problems));
        }

        foreach (var route in routes.Where(
            route => route.ClusterId.Length > 0 && !clusters.Keys.Contains(route.ClusterId, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Error(
                $"{ConfigPath.Key("$.ReverseProxy.Routes", route.Id)}.ClusterId",
                $"there is no cluster \"{route.ClusterId}\".",
                NearestName.Find(route.ClusterId, clusters.Keys) is { } nearest
                    ? $"Did you mean \"{nearest}\"?" : "Add it under $.ReverseProxy.Clusters.");
        }

        return read;
    }

    private static IEnumerable<DestinationConfig> ReadCluster(string id, SectionReader section, ConfigProblems problems)
    {
        if (id.Contains('#'))
            problems.Error(section.Path, "a cluster's name with \"#\" cannot be distinguished from one that a reload has changed.",
                "Take the \"#\" out.");

        var cluster = RecordReader.Read<ClusterSection>(section);
        if (section.Raw("Destinations") is JsonObject { Count: 0 })
            problems.Error(section.PathOf("Destinations"), "this cluster has no destination: every request would get 503.",
                "Add one, such as \"primary\": { \"Address\": \"https://track-domain.example/\" }.");

        var allowsPlainHttp = "true".Equals(cluster.Metadata?.AllowPlainHttp, StringComparison.OrdinalIgnoreCase);
        return cluster.Destinations.Select(destination => new DestinationConfig(
            id, $"{ConfigPath.Key(section.PathOf("Destinations"), destination.Key)}.Address", destination.Value.Address!, allowsPlainHttp)
        {
            Host = destination.Value.Host,
        });
    }
}
