using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.Sending.Http1;

/// <summary>Opens the connections of one cluster: directly, or through the cluster's proxy.</summary>
/// <param name="resolver">Shared by all clusters.</param>
/// <param name="proxy">The cluster's <c>HttpClient.WebProxy</c>; null if it has none.</param>
internal sealed class TrackDomainSockets(NameResolver resolver, IWebProxy? proxy)
{
    /// <summary>The default maximum of connections to one upstream.</summary>
    public const int DefaultConnections = 1024;

    /// <summary>Shorter than an attempt, so that there is time for another one.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Long enough for reuse, short enough to follow DNS changes.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Configures <see cref="SocketsHttpHandler"/> to connect like <see cref="Http1.HitClient"/>.</summary>
    /// <param name="handler">The handler as configured by YARP. This class takes over its proxy.</param>
    /// <param name="resolver">Shared by all clusters.</param>
    public static TrackDomainSockets Configure(SocketsHttpHandler handler, NameResolver resolver)
    {
        var sockets = new TrackDomainSockets(resolver, handler.Proxy);

        // Visitors' cookies must not be shared, and redirects must not be followed. The proxy is used for tunnels only.
        handler.UseCookies = false;
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
        if (handler.MaxConnectionsPerServer == int.MaxValue)
            handler.MaxConnectionsPerServer = DefaultConnections;

        // Send no traceparent header; the client's is stripped before.
        handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();

        // Latin-1 in both directions (one character per byte), so that header values are preserved.
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;

        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            var isSecure = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
            return new NetworkStream(await sockets.ConnectAsync(context.DnsEndPoint, isSecure, cancellationToken), ownsSocket: true);
        };
        return sockets;
    }

    /// <summary>
    /// Connects within <see cref="ConnectTimeout"/>. <see cref="SocketsHttpHandler"/> reports its own connect timeout as a cancellation;
    /// this method distinguishes the two, so that a timeout can be retried.
    /// </summary>
    /// <exception cref="SocketException">The connection was refused, or the name has no address.</exception>
    /// <exception cref="ProxyTunnelException">The proxy refused.</exception>
    /// <exception cref="TimeoutException">There was no connection in time.</exception>
    public async ValueTask<Socket> ConnectAsync(DnsEndPoint to, bool isSecure, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ConnectTimeout);
        try
        {
            var tunnel = ProxyTunnel.Find(proxy, to, isSecure);
            var next = tunnel?.Proxy ?? to;
            var addresses = await resolver.ResolveAsync(next.Host, limited.Token);
            var socket = await AddressRace.ConnectAsync(addresses, next.Port, limited.Token);
            return tunnel is null ? socket : await tunnel.OpenAsync(socket, limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The connection was not established in time.", late);
        }
    }
}
