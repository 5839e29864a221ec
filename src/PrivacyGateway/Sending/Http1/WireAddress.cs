using System.Net.Http;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>A destination's address as HTTP/1.1 needs it, taken apart once instead of for every hit.</summary>
internal sealed class WireAddress
{
    /// <param name="address">The destination's URL from the configuration.</param>
    /// <param name="host">The <c>Host</c> to write, a name with or without a port, which is also the name that TLS asks for; null for the URL's own.</param>
    /// <exception cref="HttpRequestException">It is no URL of HTTP.</exception>
    public WireAddress(string address, string? host = null)
    {
        // As written, like the targets behind it: the platform would decode escapes in the path.
        var uri = new Uri(string.Concat(address.AsSpan().TrimEnd('/'), "/"), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            throw new HttpRequestException("A hit goes to an address of HTTP.");

        var own = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        Origin = new Origin(uri.Scheme == Uri.UriSchemeHttps, uri.IdnHost, uri.Port, host is null ? uri.IdnHost : new Uri($"{uri.Scheme}://{host}/").IdnHost);
        Prefix = Encoding.ASCII.GetBytes(uri.PathAndQuery[..^1]);
        HostLine = Encoding.ASCII.GetBytes($"Host: {host ?? (uri.IsDefaultPort ? own : $"{own}:{uri.Port}")}\r\n");
    }

    public Origin Origin { get; }

    /// <summary>What stands before every target; empty for most.</summary>
    public byte[] Prefix { get; }

    public byte[] HostLine { get; }
}
