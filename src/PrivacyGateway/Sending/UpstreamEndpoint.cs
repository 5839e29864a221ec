using System.Net.Http;
using System.Text;

namespace PrivacyGateway.Sending;

/// <summary>A destination's URL, parsed once into the parts of an HTTP/1.1 request.</summary>
internal sealed class UpstreamEndpoint
{
    /// <param name="address">The destination's URL from the configuration.</param>
    /// <param name="host">The <c>Host</c> to send, with or without a port, also used for SNI; null for the URL's host.</param>
    /// <exception cref="HttpRequestException">The URL is not an HTTP URL.</exception>
    public UpstreamEndpoint(string address, string? host = null)
    {
        // No canonicalization, which would decode escapes in the path.
        var uri = new Uri(string.Concat(
            address.AsSpan().TrimEnd('/'), "/"), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            throw new HttpRequestException("The URL of a destination must be http or https.");

        var own = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost;
        Origin = new Origin(uri.Scheme == Uri.UriSchemeHttps, uri.IdnHost, uri.Port,
            host is null ? uri.IdnHost : new Uri($"{uri.Scheme}://{host}/").IdnHost);
        Prefix = Encoding.ASCII.GetBytes(uri.PathAndQuery[..^1]);
        HostLine = Encoding.ASCII.GetBytes($"Host: {host ?? (uri.IsDefaultPort ? own : $"{own}:{uri.Port}")}\r\n");
    }

    public Origin Origin { get; }

    /// <summary>The path prefix of every target; usually empty.</summary>
    public byte[] Prefix { get; }

    public byte[] HostLine { get; }
}
