using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Sending;

/// <summary>A tunnel through the cluster's proxy (RFC 9110, section 9.3.6). TLS is spoken with the track domain inside it; the proxy sees the name and the port.</summary>
/// <param name="Proxy">Where the proxy listens.</param>
/// <param name="To">Where the tunnel leads.</param>
/// <param name="Credentials">The <c>user:password</c> of the proxy's URL; empty for none.</param>
internal sealed record ProxyTunnel(DnsEndPoint Proxy, DnsEndPoint To, string Credentials)
{
    /// <summary>Bytes of the proxy's response.</summary>
    private const int MaxHead = 16 * 1024;

    /// <returns>Null for what does not go through the proxy.</returns>
    public static ProxyTunnel? For(IWebProxy? proxy, DnsEndPoint to, bool isSecure)
    {
        if (proxy is null)
            return null;
        var host = to.Host.Contains(':') ? $"[{to.Host}]" : to.Host;
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"{(isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp)}://{host}:{to.Port}/"));
        return proxy.IsBypassed(url) || proxy.GetProxy(url) is not { } address
            ? null
            : new ProxyTunnel(new DnsEndPoint(address.IdnHost, address.Port), to, Uri.UnescapeDataString(address.UserInfo));
    }

    /// <summary>Asks the proxy; closes the socket if it refuses.</summary>
    /// <exception cref="ProxyTunnelException">It refused, or its response is not one.</exception>
    public async Task<Socket> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(Request(), cancellationToken);
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

    private byte[] Request()
    {
        var host = To.Host.Contains(':') ? $"[{To.Host}]" : To.Host;
        var authority = string.Create(CultureInfo.InvariantCulture, $"{host}:{To.Port}");
        var authorization = Credentials.Length == 0 ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Credentials))}\r\n";
        return Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n");
    }

    /// <summary>One byte at a time behind the status line would be slow, and more could take what the track domain says first: the end is looked for without taking it.</summary>
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
        if (!StatusLine.IsBegun(line) || line.Length < StatusAt + 3 || !Utf8Parser.TryParse(line.Slice(StatusAt, 3), out int status, out var digits) || digits != 3)
            throw new ProxyTunnelException("The proxy's response is not HTTP/1.1.");
        if (status is < 200 or >= 300)
            throw new ProxyTunnelException(string.Create(CultureInfo.InvariantCulture, $"The proxy answered CONNECT with status {status}."));
    }
}
