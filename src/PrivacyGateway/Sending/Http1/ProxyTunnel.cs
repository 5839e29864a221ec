using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// A tunnel through the cluster's proxy (RFC 9110, section 9.3.6). With TLS, the proxy sees only the track domain's name and port.
/// </summary>
/// <param name="Proxy">The endpoint of the proxy.</param>
/// <param name="To">The endpoint of the upstream.</param>
/// <param name="Credentials">The <c>user:password</c> of the proxy's URL; empty for none.</param>
internal sealed record ProxyTunnel(DnsEndPoint Proxy, DnsEndPoint To, string Credentials)
{
    /// <summary>The maximum size of the proxy's response.</summary>
    private const int MaxHead = 16 * 1024;

    /// <returns>Null if the connection bypasses the proxy.</returns>
    public static ProxyTunnel? Find(IWebProxy? proxy, DnsEndPoint to, bool isSecure)
    {
        if (proxy is null)
            return null;
        var host = to.Host.Contains(':') ? $"[{to.Host}]" : to.Host;
        var url = new Uri(
            string.Create(CultureInfo.InvariantCulture, $"{(isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{host}:{to.Port}/"));
        return proxy.IsBypassed(url) || proxy.GetProxy(url) is not { } address
            ? null
            : new ProxyTunnel(new DnsEndPoint(address.IdnHost, address.Port), to, Uri.UnescapeDataString(address.UserInfo));
    }

    /// <summary>Requests the tunnel. Closes the socket if the proxy refuses.</summary>
    /// <exception cref="ProxyTunnelException">The proxy refused, or its response is invalid.</exception>
    public async Task<Socket> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(CreateRequest(), cancellationToken);
            await ReadAsync(socket, cancellationToken);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new ProxyTunnelException("The proxy closed the connection.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private byte[] CreateRequest()
    {
        var host = To.Host.Contains(':') ? $"[{To.Host}]" : To.Host;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{To.Port}");
        var authorization = Credentials.Length == 0
            ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials))}\r\n";
        return Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n");
    }

    /// <summary>
    /// Reads exactly the response head. It peeks for the end first, because bytes after the head already belong to the upstream.
    /// </summary>
    private static async Task ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHead];
        var length = 0;
        while (true)
        {
            var seen = await socket.ReceiveAsync(head.AsMemory(length), SocketFlags.Peek, cancellationToken);
            if (seen == 0)
                throw new ProxyTunnelException("The proxy closed the connection.");
            var end = head.AsSpan(0, length + seen).IndexOf("\r\n\r\n"u8);
            var taken = end < 0 ? seen : end + 4 - length;
            for (var left = taken; left > 0;)
                left -= await socket.ReceiveAsync(head.AsMemory(length + taken - left, left), SocketFlags.None, cancellationToken);
            length += taken;
            if (end >= 0)
                break;
            if (length == MaxHead)
                throw new ProxyTunnelException("The proxy's response is too long.");
        }

        Check(head.AsSpan(0, head.AsSpan().IndexOf("\r\n"u8)));
    }

    private static void Check(ReadOnlySpan<byte> line)
    {
        const int StatusAt = 9;
        if (!StatusLine.MayBeStatusLine(line) || line.Length < StatusAt + 3
            || !Utf8Parser.TryParse(line.Slice(StatusAt, 3), out int status, out var digits) || digits != 3)
            throw new ProxyTunnelException("The proxy's response is not HTTP/1.1.");
        if (status is < 200 or >= 300)
            throw new ProxyTunnelException(
                string.Create(CultureInfo.InvariantCulture, $"The proxy responded to CONNECT with status {status}."));
    }
}
