namespace PrivacyGateway.Configuration;

/// <summary>Hosts of routes: what no request can have as its host would never match, and some of it would make YARP's routing fail for every host.</summary>
internal static class HostValidator
{
    public static void Validate(string path, IReadOnlyList<string> hosts, ConfigProblems problems)
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
                problems.Warn(place, $"only requests whose Host header names port {port} match; browsers leave out 80 and 443, and a balancer or container may publish another port.", "Take the port out to serve the host on every port.");
        }
    }

    private static string RemedyFor(string host)
    {
        if (host.Contains("://", StringComparison.Ordinal) || host.Contains('/', StringComparison.Ordinal))
            return NameIn(host) is { } name ? $"Write the name alone: \"{name}\"." : "Write the name alone, such as \"track.shop.example\".";
        if (host.Count(static character => character == ':') > 1)
            return "Routing cannot match an IPv6 address: write a name, such as \"track.shop.example\".";
        if (host.Contains('*', StringComparison.Ordinal) || host.Contains('{', StringComparison.Ordinal))
            return "A wildcard stands for everything before a name: write \"*.shop.example\".";
        if (host.Contains(':', StringComparison.Ordinal))
            return "Write the name alone, or with a port from 1 to 65535.";
        return HostPattern.Parse(host.Trim().Trim('.')) is { } trimmed ? $"Did you mean \"{trimmed.Name}\"?" : "Write a name such as \"track.shop.example\".";
    }

    private static string? NameIn(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? text : text[(start + 3)..];
        return HostPattern.Parse(rest.Split('/')[0])?.Name;
    }
}
