using System.Net.Http;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>A destination's address from the configuration, taken apart once instead of for every hit.</summary>
internal sealed class Destination
{
    public Destination(string address)
    {
        // As written, like the targets behind it: the platform would decode escapes in the path.
        var uri = new Uri(string.Concat(address.AsSpan().TrimEnd('/'), "/"), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            throw new HttpRequestException("A hit goes to an address of HTTP.");

        Origin = new Origin(uri.Scheme == Uri.UriSchemeHttps, uri.IdnHost, uri.Port);
        Prefix = Encoding.ASCII.GetBytes(uri.PathAndQuery[..^1]);
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        HostLine = Encoding.ASCII.GetBytes(uri.IsDefaultPort ? $"Host: {host}\r\n" : $"Host: {host}:{uri.Port}\r\n");
    }

    public Origin Origin { get; }

    /// <summary>What stands before every target; empty for most.</summary>
    public byte[] Prefix { get; }

    public byte[] HostLine { get; }
}
