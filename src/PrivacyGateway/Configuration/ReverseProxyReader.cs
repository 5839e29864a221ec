namespace PrivacyGateway.Configuration;

/// <summary>
/// Reads from YARP's section what the gateway must know: which hosts are served under which policy, and where they lead.
/// YARP binds the rest itself, but its keys are checked here because it ignores a misspelt one.
/// </summary>
internal static class ReverseProxyReader
{
    private const string NoMiddleware = "the gateway has no middleware for this key: every request would fail.";

    /// <summary>YARP's keys of a route that no route of the gateway may have.</summary>
    private static readonly (string Key, string Why, string Remedy)[] Refused =
    [
        ("Timeout", NoMiddleware, "Take it out; PrivacyGateway.TrackDomains.NAME.totalMilliseconds limits hits, the cluster's HttpRequest.ActivityTimeout other requests."),
        ("CorsPolicy", NoMiddleware, "Take it out; the track domain's own Access-Control headers are forwarded."),
        ("OutputCachePolicy", NoMiddleware, "Take it out; the files below a policy's staticPaths are cached by PrivacyGateway.ScriptCache."),
        ("MaxRequestBodySize", "this key has no effect.", "Take it out; a policy's limits.bodyBytes limits the body of a hit, Kestrel.Limits.MaxRequestBodySize every body."),
    ];

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

    private static RouteConfig ReadRoute(string id, SectionReader route, ConfigProblems problems)
    {
        var metadata = route.Section("Metadata");
        var policy = metadata?.String("PrivacyPolicy", null);
        if (policy is null)
            problems.Error($"{route.Path}.Metadata.PrivacyPolicy", "this route names no policy.", $"Write the name of a policy, or \"{RouteConfig.NoPolicy}\" to forward without one.");

        var match = route.Section("Match", isRequired: true);
        var hosts = match?.Strings("Hosts", []) ?? [];
        var path = match?.String("Path", "/{**catch-all}") ?? "";
        if (match is not null)
        {
            if (hosts.Count == 0)
                problems.Error(match.PathOf("Hosts"), "this route names no host.", "Write the public names it serves, such as [\"track.shop.example\"].");
            HostValidator.Validate(match.PathOf("Hosts"), hosts, problems);
            YarpKeys.Match.Check(match);
            match.Finish();
        }

        if (route.String("AuthorizationPolicy", null) is { } authorization && !authorization.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
            problems.Error(route.PathOf("AuthorizationPolicy"), "the gateway has no users, so every request would be refused.", "Take it out.");
        foreach (var (key, why, remedy) in Refused)
            route.Refuse(key, why, remedy);
        if (policy is not (null or RouteConfig.NoPolicy) && route.Keys.Contains("Transforms"))
            problems.Error(route.PathOf("Transforms"), "transforms reopen what the policy closes.", "Take them out, or use a route without a policy.");
        route.Skip("Transforms");

        var cluster = route.String("ClusterId", null, isRequired: true) ?? "";
        YarpKeys.Route.Check(route);
        route.Finish();
        return new RouteConfig(id, [.. hosts.Select(HostPattern.Parse).OfType<HostPattern>().Select(static host => host.Name).Distinct(StringComparer.Ordinal)], path, policy ?? RouteConfig.NoPolicy, cluster)
        {
            Conditions = $"{route.TextOf("Order")} {match?.TextOf("Methods")} {match?.TextOf("Headers")} {match?.TextOf("QueryParameters")}",
        };
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

            var metadata = cluster.Section("Metadata");
            metadata?.Check("AllowPlainHttp", YarpValue.Bool);
            var allowsPlainHttp = bool.TryParse(metadata?.TextOf("AllowPlainHttp"), out var isAllowed) && isAllowed;
            YarpKeys.Cluster.Check(cluster);
            if (cluster.Section("Destinations", isRequired: true) is { } destinations)
            {
                if (!destinations.Keys.Any())
                    problems.Error(destinations.Path, "this cluster has no destination: every request would be answered 503.", "Add one, such as \"primary\": { \"Address\": \"https://track-domain.example/\" }.");
                read.AddRange(ReadDestinations(id, destinations, allowsPlainHttp));
            }

            cluster.Finish();
        }

        foreach (var route in routes.Where(route => route.ClusterId.Length > 0 && !clusters.Keys.Contains(route.ClusterId, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Error(
                $"{ConfigPath.Key("$.ReverseProxy.Routes", route.Id)}.ClusterId",
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
            destination.Skip("Metadata");
            YarpKeys.Destination.Check(destination);
            destination.Finish();
            if (address is not null)
                yield return new DestinationConfig(cluster, destination.PathOf("Address"), address, allowsPlainHttp) { Host = destination.TextOf("Host") is { Length: > 0 } host ? host : null };
        }
    }
}
