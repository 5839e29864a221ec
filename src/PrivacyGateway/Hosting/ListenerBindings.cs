using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Hosting;

/// <summary>All URLs that the gateway listens on, each with its source, so that a bind error names the key, option or variable.</summary>
internal static class ListenerBindings
{
    private const string AdminPath = "$.PrivacyGateway.Admin.Url";

    /// <summary>Names two URLs of the gateway of which the system can bind only one; null if there are none.</summary>
    public static string? FindConflict(ListenerPlan plan, GatewayConfig config)
    {
        var listeners = ListAll(plan, config).ToArray();
        for (var i = 0; i < listeners.Length; i++)
        {
            foreach (var earlier in listeners.Take(i).Where(earlier => earlier.Address.Overlaps(listeners[i].Address)))
                return $"{listeners[i].Place}: \"{listeners[i].Url}\" cannot be bound beside \"{earlier.Url}\" ({earlier.Place}). Write "
                    + "another port in one of the two.";
        }

        return null;
    }

    /// <summary>
    /// After a failed start: reports every URL that cannot be bound, by a trial bind of each. Kestrel stops at the first.
    /// </summary>
    public static void ReportUnbound(GatewaySettings settings, CurrentConfigFile file, ConfigProblems problems)
    {
        if (ListenerPlan.From(ConfigLoader.BuildConfiguration(file.First.Json), settings.Urls, file.Environment) is not { } plan)
            return;
        foreach (var url in plan.Urls.Where(static url => ListenAddress.Parse(url) is null))
            problems.Error(
                plan.Source, $"\"{url}\" is not an address to listen on.", "Write a URL such as http://localhost:8080.", place: null);
        foreach (var (place, url, address) in ListAll(plan, file.First.Gateway))
        {
            if (TryBind(address) is not { } error)
                continue;
            var (reason, remedy) = Explain(error);

            // An option or a variable has no line in the file.
            problems.Error(place, $"\"{url}\" cannot be bound: {reason}", remedy,
                place.StartsWith(ConfigPath.Root, StringComparison.Ordinal) ? problems.Locate(place) : null);
        }
    }

    private static IEnumerable<(string Place, string Url, ListenAddress Address)> ListAll(ListenerPlan plan, GatewayConfig config) =>
        config.Kestrel.Endpoints.Select(static endpoint => (Place: $"{endpoint.Path}.Url", endpoint.Url))
            .Concat(plan.Urls.Select(url => (Place: plan.Source, Url: url)))
            .Append((Place: AdminPath, Url: config.Admin.Url))
            .Select(static listener => (listener.Place, listener.Url, Address: ListenAddress.Parse(listener.Url)))
            .Where(static listener => listener.Address is not null)
            .Select(static listener => (listener.Place, listener.Url, listener.Address!));

    /// <summary>A machine may lack one of the two loopback addresses; if either is in use, <c>localhost</c> cannot be bound.</summary>
    private static SocketError? TryBind(ListenAddress address) =>
        TryBind(address.IsEverywhere && Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : address.First, address.Port)
        ?? (address.Host == "localhost" && TryBind(IPAddress.IPv6Loopback, address.Port) == SocketError.AddressAlreadyInUse
            ? SocketError.AddressAlreadyInUse : null);

    private static SocketError? TryBind(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    private static (string Reason, string Remedy) Explain(SocketError error) => error switch
    {
        SocketError.AddressAlreadyInUse => ("another process listens there.", "Write another port, or stop that process."),
        SocketError.AccessDenied =>
            ("this user may not listen on this port.", "Write a port from 1024 on, or grant the process CAP_NET_BIND_SERVICE."),
        SocketError.AddressNotAvailable => ("it is not an address of this machine.",
            "Write an address of this machine, \"localhost\", or \"*\" for every address."),
        _ => ($"{error}.", "Write another address."),
    };
}
