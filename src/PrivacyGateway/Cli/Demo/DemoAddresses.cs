using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Cli.Demo;

/// <summary>
/// The addresses of a demo that stays: those that were asked for, but on the next free port where a port is in use.
/// A port that is taken between this look and the start is still reported by the start.
/// </summary>
internal sealed class DemoAddresses
{
    private readonly HashSet<int> _given = [];
    private readonly List<string> _notices = [];

    /// <summary>A line for each port that was in use.</summary>
    public IReadOnlyList<string> Notices => _notices;

    /// <param name="urls">Separated by semicolons, as <c>--urls</c> has them.</param>
    /// <param name="name">The listener in a notice.</param>
    /// <exception cref="FormatException">One cannot be read, or is not plain HTTP.</exception>
    public string Choose(string urls, string name)
    {
        var each = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return each.Length > 0 ? string.Join(';', each.Select(url => ChooseOne(url, name))) : throw new FormatException("--urls is empty.");
    }

    /// <summary>The bound address as a browser on this machine opens it: <c>[::]</c> and <c>0.0.0.0</c> are no hosts.</summary>
    public static string ToOpen(string bound) => bound
        .Replace("//[::]", "//localhost", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
        .TrimEnd('/');

    private string ChooseOne(string url, string name)
    {
        var address = BindingAddress.Parse(url);
        if (!string.Equals(address.Scheme, "http", StringComparison.OrdinalIgnoreCase) || address.Port is < 0 or > IPEndPoint.MaxPort)
            throw new FormatException($"\"{url}\" is not of the form http://host:port; the demo speaks plain HTTP.");
        if (address.Port == 0)
            return url;

        var port = address.Port;
        while (_given.Contains(port) || !IsFree(address.Host, port))
        {
            if (++port > IPEndPoint.MaxPort)
                throw new FormatException($"No port from {address.Port} on is free.");
        }

        _given.Add(port);
        if (port == address.Port)
            return url;
        _notices.Add($"Port {address.Port} is in use: {name} on port {port} instead.");
        return $"http://{address.Host}:{port}";
    }

    private static bool IsFree(string host, int port) => Bound(host).All(address => IsFree(address, port));

    /// <summary>As the gateway's own listeners read a host: both loopback addresses, one address, or all.</summary>
    private static IEnumerable<IPAddress> Bound(string host)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : [IPAddress.Any, IPAddress.IPv6Any];
    }

    /// <summary>True also for an address that this machine does not have: the start says what is wrong with that.</summary>
    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode != SocketError.AddressAlreadyInUse;
        }
    }
}
