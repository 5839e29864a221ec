using System.Text;

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
                var claim = $"{host} {WithoutNames(route.Path).TrimEnd('/')} {route.Conditions}";
                if (!claimed.TryAdd(claim, route.Id))
                    problems.Error($"{path}.Match", $"route \"{claimed[claim]}\" already serves {host} with this path.", "Give each host and path to one route.");
            }
        }
    }

    /// <summary><c>/{**path}</c> and <c>/{**rest}</c> cover the same addresses.</summary>
    private static string WithoutNames(string path)
    {
        var pattern = new StringBuilder(path.Length);
        var isName = false;
        foreach (var character in path)
        {
            isName = character == '{' || (isName && character is not ('}' or ':'));
            if (!isName || character is '{' or '*')
                pattern.Append(character);
        }

        return pattern.ToString();
    }
}
