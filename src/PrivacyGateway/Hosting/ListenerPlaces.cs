using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Reload;

namespace PrivacyGateway.Hosting;

/// <summary>All addresses that a gateway listens on, each with the place where it is written, so that one that cannot be bound is named by it.</summary>
internal static class ListenerPlaces
{
    private const string AdminPlace = "$.PrivacyGateway.Admin.Url";

    /// <summary>Two of its own addresses of which the system binds only one; null if there are none.</summary>
    public static string? FindConflict(ListenerPlan plan, GatewayConfig config)
    {
        var listeners = All(plan, config).ToArray();
        for (var i = 0; i < listeners.Length; i++)
        {
            foreach (var earlier in listeners.Take(i).Where(earlier => earlier.Address.Overlaps(listeners[i].Address)))
                return $"{listeners[i].Place}: \"{listeners[i].Url}\" cannot be bound beside \"{earlier.Url}\" ({earlier.Place}). Write another port in one of the two.";
        }

        return null;
    }

    /// <summary>After a start that failed: every address that cannot be bound, tried one by one; the platform stops at the first.</summary>
    public static void ReportUnbound(GatewaySettings settings, ConfigFileInForce file, ConfigProblems problems)
    {
        if (ListenerPlan.From(ConfigLoader.Configuration(file.First.Json), settings.Urls, file.Environment) is not { } plan)
            return;
        foreach (var url in plan.Urls.Where(static url => ListenAddress.Parse(url) is null))
            problems.Error(plan.Source, $"\"{url}\" is not an address to listen on.", "Write one such as http://localhost:8080.", place: null);
        foreach (var (place, url, address) in All(plan, file.First.Gateway))
        {
            if (Try(address) is not { } error)
                continue;
            var (reason, remedy) = Explain(error);

            // An option or a variable stands in no line of the file.
            problems.Error(place, $"\"{url}\" cannot be bound: {reason}", remedy, place.StartsWith(ConfigPath.Root, StringComparison.Ordinal) ? problems.Locate(place) : null);
        }
    }

    private static IEnumerable<(string Place, string Url, ListenAddress Address)> All(ListenerPlan plan, GatewayConfig config) =>
        config.Kestrel.Endpoints.Select(static endpoint => (Place: $"{endpoint.Path}.Url", endpoint.Url))
            .Concat(plan.Urls.Select(url => (Place: plan.Source, Url: url)))
            .Append((Place: AdminPlace, Url: config.AdminUrl))
            .Select(static listener => (listener.Place, listener.Url, Address: ListenAddress.Parse(listener.Url)))
            .Where(static listener => listener.Address is not null)
            .Select(static listener => (listener.Place, listener.Url, listener.Address!));

    /// <summary>A machine may lack one of the two addresses of <c>localhost</c>; in use, either is in the way.</summary>
    private static SocketError? Try(ListenAddress address) =>
        Try(address.IsEverywhere && Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : address.First, address.Port)
        ?? (address.Host == "localhost" && Try(IPAddress.IPv6Loopback, address.Port) == SocketError.AddressAlreadyInUse ? SocketError.AddressAlreadyInUse : null);

    private static SocketError? Try(IPAddress address, int port)
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
        SocketError.AccessDenied => ("this user may not listen on this port.", "Write one from 1024 on, or give the process the right (CAP_NET_BIND_SERVICE)."),
        SocketError.AddressNotAvailable => ("it is not an address of this machine.", "Write one of its own, \"localhost\", or \"*\" for every address."),
        _ => ($"{error}.", "Write another address."),
    };
}
