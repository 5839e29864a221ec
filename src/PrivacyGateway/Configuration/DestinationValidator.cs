using System.Net;

namespace PrivacyGateway.Configuration;

/// <summary>A destination must be reachable without leaking on the way and must not be the gateway itself.</summary>
internal static class DestinationValidator
{
    public static void Validate(IReadOnlyList<DestinationConfig> destinations, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        foreach (var destination in destinations)
        {
            if (!Uri.TryCreate(destination.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
                || !IsHost(address))
            {
                problems.Error(destination.Path, $"\"{destination.Address}\" is not an address.",
                    "Write one such as \"https://track-domain.example/\".");
                continue;
            }

            // The messages below show the address.
            if (address.UserInfo.Length > 0)
            {
                problems.Error(destination.Path, "it holds credentials, which are never sent.", "Take out what stands before \"@\".");
                continue;
            }

            if (address.Query.Length > 0 || address.Fragment.Length > 0)
                problems.Error(destination.Path,
                    $"\"{address.GetLeftPart(UriPartial.Path)}\" has a query or a fragment behind it, which is never sent.",
                    "Write the address alone, such as \"https://track-domain.example/\".");
            if (address.Port == 0)
                problems.Error(destination.Path, $"\"{address.GetLeftPart(UriPartial.Path)}\" names port 0, where nothing listens.",
                    "Write the track domain's port, or none for the usual one.");
            if (address.Scheme == "http" && !IsLoopback(address) && !destination.AllowsPlainHttp)
                problems.Error(destination.Path, $"\"{destination.Address}\" would send hits in the clear.",
                    "Use https, or set the cluster's Metadata.AllowPlainHttp to \"true\".");

            if (destination.Host is null && address is { Scheme: "https", HostNameType: not UriHostNameType.Dns } && !IsLoopback(address))
                problems.Warn(destination.Path,
                    $"\"{destination.Address}\" is an IP address, and a certificate that names one is rare: without it every hit fails.",
                    "Write the track domain's name, or add it as Host.");

            if (routes.Any(route => route.Hosts.Any(host => Covers(host, DomainName.ToAscii(address.Host.TrimEnd('.')) ?? address.Host))))
                problems.Error(destination.Path,
                    $"{address.Host} is a host of the gateway's own routes: after the DNS switch it would call itself.",
                    "Write the vendor's own name of the track domain.");
        }
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>The addresses for "any" are for listening; nothing can be sent to them.</summary>
    private static bool IsHost(Uri address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
        ? !ip.Equals(IPAddress.Any) && !ip.Equals(IPAddress.IPv6Any)
        : DomainName.ToAscii(address.Host.TrimEnd('.')) is not null;

    private static bool Covers(string routeHost, string host) =>
        routeHost.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(routeHost[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(routeHost, StringComparison.OrdinalIgnoreCase);
}
