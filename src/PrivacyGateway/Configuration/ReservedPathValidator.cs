using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration;

/// <summary>No route and no static path may claim the gateway's own paths on the public hosts.</summary>
internal static class ReservedPathValidator
{
    public static void Validate(GatewayConfig config, ConfigProblems problems)
    {
        const string Path = "$.PrivacyGateway.ReservedPath";
        var reserved = config.ReservedPath;
        if (reserved.Length < 3 || !reserved.StartsWith('/') || !reserved.EndsWith('/') || reserved.Contains("//", StringComparison.Ordinal)
            || reserved.Split('/').Any(segment => segment is "." or "..")
            || reserved.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('/' or '.' or '-' or '_')))
        {
            problems.Error(Path, $"\"{reserved}\" is not a path that can be reserved.",
                $"Write one that begins and ends with /, such as \"{GatewayConfig.DefaultReservedPath}\".");
            return;
        }

        if (Dialect.Classify(Encoding.ASCII.GetBytes($"{reserved}wt")) != HitKind.Unknown)
            problems.Error(Path, $"\"{reserved}\" is where hits arrive: none below it would be forwarded.",
                $"Write another path, such as \"{GatewayConfig.DefaultReservedPath}\".");

        foreach (var route in config.Routes.Where(route => IsBelow(route.Path, reserved)))
            problems.Error($"{ConfigPath.Key("$.ReverseProxy.Routes", route.Id)}.Match.Path",
                $"\"{route.Path}\" lies below \"{reserved}\", where the gateway serves its own endpoints.",
                "Choose another path, or another ReservedPath.");

        foreach (var (name, policy) in config.Policies)
        {
            for (var i = 0; i < policy.StaticPaths.Count; i++)
            {
                if (IsBelow(policy.StaticPaths[i], reserved))
                    problems.Error($"{ConfigPath.Policy(name)}.staticPaths[{i}]",
                        $"\"{policy.StaticPaths[i]}\" lies below \"{reserved}\", where the gateway serves its own endpoints.",
                        "Choose another path, or another ReservedPath.");
            }
        }

        foreach (var host in config.Routes.Where(route => route.Policy != RouteConfig.NoPolicy)
            .SelectMany(route => route.Hosts.Select(host => (Host: host, route.Policy))).GroupBy(
                pair => pair.Host, pair => pair.Policy, StringComparer.Ordinal)
            .Where(policies => policies.Distinct(StringComparer.Ordinal).Count() > 1))
        {
            problems.Warn("$.ReverseProxy.Routes",
                $"{host.Key} is served under several policies ({string.Join(", ", host.Distinct(StringComparer.Ordinal))}); below "
                    + $"\"{reserved}\" the first of them counts.", "Give each policy a separate host.");
        }
    }

    private static bool IsBelow(string path, string reserved) =>
        $"/{path.TrimStart('/')}/".StartsWith(reserved, StringComparison.OrdinalIgnoreCase);
}
