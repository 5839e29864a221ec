using System.Net;
using System.Net.Sockets;

namespace PrivacyGateway.Configuration;

/// <summary>An address to listen on, as <c>--urls</c> and Kestrel's endpoints write it.</summary>
/// <param name="IsHttps">Whether it speaks TLS.</param>
/// <param name="Host">As written, lower case.</param>
/// <param name="Port">0 for any free one.</param>
internal sealed record ListenAddress(bool IsHttps, string Host, int Port)
{
    private const string Localhost = "localhost";

    /// <summary>Whether it listens on every address of the machine. Kestrel takes any name but <c>localhost</c> for that.</summary>
    public bool IsEverywhere => Address is null ? Host != Localhost : Address.Equals(IPAddress.IPv6Any);

    /// <summary>Whether it is a name, not an address, a wildcard or <c>localhost</c>.</summary>
    public bool IsName => Address is null && Host is not (Localhost or "+" or "*");

    /// <summary>The address to bind, IPv4 before IPv6.</summary>
    public IPAddress First => Address ?? (Host == Localhost ? IPAddress.Loopback : IPAddress.Any);

    private IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <returns>Null for text that is not of the form <c>http://host:port</c>.</returns>
    public static ListenAddress? Parse(string url)
    {
        // "*" and "+" are the web server's own notation; a Uri does not know them.
        var plain = url.Replace("://*", "://everywhere", StringComparison.Ordinal).Replace(
            "://+", "://everywhere", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/"
            || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            return null;
        return new ListenAddress(uri.Scheme == "https", plain == url ? uri.IdnHost : "*", uri.Port);
    }

    /// <summary>Whether the system lets only one of the two be bound.</summary>
    public bool Overlaps(ListenAddress other) =>
        Port == other.Port && Port != 0 && (IsEverywhere || other.IsEverywhere || Addresses().Intersect(other.Addresses()).Any()
            || CoversIPv4(other) || other.CoversIPv4(this));

    private bool CoversIPv4(ListenAddress other) =>
        Address?.Equals(IPAddress.Any) == true
            && other.Addresses().Any(static address => address.AddressFamily == AddressFamily.InterNetwork);

    private IPAddress[] Addresses() =>
        Address is { } address ? [address] : Host == Localhost ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [];
}
