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
                var remedy = NearestName.Find(route.Policy, policies) is { } nearest
                    ? $"Did you mean \"{nearest}\"?" : $"Known: {string.Join(", ", policies)}.";
                problems.Error($"{path}.Metadata.PrivacyPolicy", $"there is no policy \"{route.Policy}\".", remedy);
            }

            foreach (var host in route.Hosts)
            {
                var claim = $"{host} {WithoutNames(route.Path).TrimEnd('/')} {route.Conditions}";
                if (!claimed.TryAdd(claim, route.Id))
                    problems.Error($"{path}.Match", $"route \"{claimed[claim]}\" already serves {host} with this path.",
                        "Give each host and path to one route.");
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

    /// <summary>Some hosts that no request can have would make YARP's routing fail for every host.</summary>
    public static void ValidateHosts(string path, IReadOnlyList<string> hosts, ConfigProblems problems)
    {
        var seen = new HashSet<HostPattern>();
        for (var i = 0; i < hosts.Count; i++)
        {
            var place = $"{path}[{i}]";
            if (HostPattern.Parse(hosts[i]) is not { } host)
                problems.Error(place, $"\"{hosts[i]}\" cannot be the host of a request.", RemedyFor(hosts[i]));
            else if (!seen.Add(host))
                problems.Error(place, $"\"{hosts[i]}\" is in this list twice.", "Take one of them out.");
            else if (host.Port is { } port)
                problems.Warn(place,
                    $"only requests whose Host header names port {port} match; browsers leave out 80 and 443, and a balancer or container "
                        + "may publish another port.", "Take the port out to serve the host on every port.");
        }
    }

    private static string RemedyFor(string host)
    {
        if (host.Contains("://", StringComparison.Ordinal) || host.Contains('/', StringComparison.Ordinal))
            return NameIn(host) is { } name
                ? $"Write the name alone: \"{name}\"." : "Write the name alone, such as \"track.shop.example\".";
        if (host.Count(static character => character == ':') > 1)
            return "Routing cannot match an IPv6 address: write a name, such as \"track.shop.example\".";
        if (host.Contains('*', StringComparison.Ordinal) || host.Contains('{', StringComparison.Ordinal))
            return "A wildcard stands for everything before a name: write \"*.shop.example\".";
        if (host.Contains(':', StringComparison.Ordinal))
            return "Write the name alone, or with a port from 1 to 65535.";
        return HostPattern.Parse(host.Trim().Trim('.')) is { } trimmed
            ? $"Did you mean \"{trimmed.Name}\"?" : "Write a name such as \"track.shop.example\".";
    }

    private static string? NameIn(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? text : text[(start + 3)..];
        return HostPattern.Parse(rest.Split('/')[0])?.Name;
    }
}
