namespace PrivacyGateway.Configuration.Validation;

/// <summary>Clusters and routes that serve no hit, and the gateway's own key in a cluster's metadata where it changes nothing.</summary>
internal static class ClusterUseValidator
{
    private const string PlainHttp = "AllowPlainHttp";

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        if (config.Routes.Count > 0 && config.Routes.All(static route => route.Policy == RouteConfig.NoPolicy))
            problems.Warn("$.ReverseProxy.Routes",
                $"every route has the policy \"{RouteConfig.NoPolicy}\": no hit is made anonymous, and cookies are forwarded as they are.",
                "Name a policy in Metadata.PrivacyPolicy of the routes that hits take.");

        var clusters = written.In("ReverseProxy", "Clusters");
        foreach (var name in clusters.Names)
        {
            var path = ConfigPath.Key("$.ReverseProxy.Clusters", name);
            var destinations = config.Destinations.Where(destination => destination.Cluster == name).ToArray();
            if (!config.Routes.Any(route => route.ClusterId.Equals(name, StringComparison.OrdinalIgnoreCase)))
                WarnOfUnused(path, name, config, problems);
            ValidateMetadata($"{path}.Metadata", clusters.In(name, "Metadata"), destinations, problems);
            foreach (var again in destinations.GroupBy(static destination => destination.Address.TrimEnd('/'),
                StringComparer.OrdinalIgnoreCase).SelectMany(static same => same.Skip(1)))
                problems.Warn(again.Path, $"\"{again.Address}\" stands in this cluster twice.", "Take one of the two out.");
        }
    }

    private static void WarnOfUnused(string path, string name, GatewayConfig config, ConfigProblems problems)
    {
        problems.Warn(path, "no route leads to this cluster.", "Name it in a route's ClusterId, or take it out.");
        if (config.TrackDomains.Keys.FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } settings)
            problems.Warn(ConfigPath.Key("$.PrivacyGateway.TrackDomains", settings),
                "no route leads to this cluster, so its settings have no effect.",
                "Name the cluster in a route's ClusterId, or take them out.");
    }

    private static void ValidateMetadata(
        string path, WrittenKeys metadata, IReadOnlyList<DestinationConfig> destinations, ConfigProblems problems)
    {
        foreach (var key in metadata.Names.Where(static key => key != PlainHttp && NearestName.Find(key, [PlainHttp]) is not null))
            problems.Warn(ConfigPath.Key(path, key), "it is not known and has no effect.", $"Did you mean \"{PlainHttp}\"?");
        if ("true".Equals(metadata.Node(PlainHttp)?.ToString(), StringComparison.OrdinalIgnoreCase)
            && !destinations.Any(static destination => destination.Address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
            problems.Warn($"{path}.{PlainHttp}", "it has no effect: no destination has an http address.", "Take it out.");
    }
}
