using System.Net;

namespace PrivacyGateway.Configuration;

/// <summary>A destination must be reachable without leaking on the way and must not be the gateway itself.</summary>
internal static class DestinationValidator
{
    public static void Validate(IReadOnlyList<DestinationConfig> destinations, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        foreach (var destination in destinations)
        {
            if (!Uri.TryCreate(destination.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
            {
                problems.Error(destination.Path, $"\"{destination.Address}\" is not an address.", "Write one such as \"https://track-domain.example/\".");
                continue;
            }

            if (address.Scheme == "http" && !IsLoopback(address) && !destination.AllowsPlainHttp)
                problems.Error(destination.Path, $"\"{destination.Address}\" would send hits in the clear.", "Use https, or set the cluster's Metadata.AllowPlainHttp to \"true\".");

            if (routes.Any(route => route.Hosts.Any(host => Covers(host, address.Host.TrimEnd('.')))))
                problems.Error(destination.Path, $"{address.Host} is a host of the gateway's own routes: after the DNS switch it would call itself.", "Write the vendor's own name of the track domain.");
        }
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static bool Covers(string routeHost, string host) =>
        routeHost.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(routeHost[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(routeHost, StringComparison.OrdinalIgnoreCase);
}
