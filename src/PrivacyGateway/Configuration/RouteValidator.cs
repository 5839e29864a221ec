namespace PrivacyGateway.Configuration;

/// <summary>Routes must be unambiguous and name a policy that exists.</summary>
internal static class RouteValidator
{
    public static void Validate(IReadOnlyList<RouteConfig> routes, IReadOnlyCollection<string> policies, ConfigProblems problems)
    {
        var claimed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var route in routes)
        {
            var path = ConfigPath.Key("$.ReverseProxy.Routes", route.Id);
            if (route.Policy != RouteConfig.NoPolicy && !policies.Contains(route.Policy))
            {
                var remedy = NearestName.Of(route.Policy, policies) is { } nearest ? $"Did you mean \"{nearest}\"?" : $"Known: {string.Join(", ", policies)}.";
                problems.Error($"{path}.Metadata.PrivacyPolicy", $"there is no policy \"{route.Policy}\".", remedy);
            }

            foreach (var host in route.Hosts)
            {
                if (!claimed.TryAdd($"{host} {route.Path.TrimEnd('/')}", route.Id))
                    problems.Error($"{path}.Match", $"route \"{claimed[$"{host} {route.Path.TrimEnd('/')}"]}\" already serves {host} with this path.", "Give each host and path to one route.");
            }
        }
    }
}
