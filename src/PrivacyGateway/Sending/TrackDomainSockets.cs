using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.Sending;

/// <summary>Opens the connections of one cluster: directly, or through the cluster's proxy.</summary>
/// <param name="resolver">Shared by all clusters.</param>
/// <param name="proxy">The cluster's <c>HttpClient.WebProxy</c>; null if it has none.</param>
internal sealed class TrackDomainSockets(NameResolver resolver, IWebProxy? proxy)
{
    /// <summary>Connections to one upstream at once where the configuration names no number.</summary>
    public const int DefaultConnections = 1024;

    /// <summary>Less than an attempt, so that there is time for another one.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Long enough to be reused, short enough to follow the track domain's DNS.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Makes the platform's client connect as hits do.</summary>
    /// <param name="handler">As YARP has configured it; its proxy, if it has one, is used by this class alone.</param>
    /// <param name="resolver">Shared by all clusters.</param>
    public static TrackDomainSockets Configure(SocketsHttpHandler handler, NameResolver resolver)
    {
        var sockets = new TrackDomainSockets(resolver, handler.Proxy);

        // One visitor's cookies must never reach another, and a redirect must never be followed. A proxy is only ever asked for a tunnel.
        handler.UseCookies = false;
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
        if (handler.MaxConnectionsPerServer == int.MaxValue)
            handler.MaxConnectionsPerServer = DefaultConnections;

        // No traceparent of ours; the client's never gets this far.
        handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();

        // One character a byte in both directions, so that header values are forwarded unchanged.
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

    /// <summary>The platform reports its own timeout as if the browser had gone away; this one is told apart, and can be tried again.</summary>
    /// <exception cref="SocketException">There is no connection, or no address.</exception>
    /// <exception cref="ProxyTunnelException">The proxy refused.</exception>
    /// <exception cref="TimeoutException">There was no connection in time.</exception>
    public async ValueTask<Socket> ConnectAsync(DnsEndPoint to, bool isSecure, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(ConnectTimeout);
        try
        {
            var tunnel = ProxyTunnel.For(proxy, to, isSecure);
            var next = tunnel?.Proxy ?? to;
            var addresses = await resolver.ResolveAsync(next.Host, limited.Token);
            var socket = await AddressRace.ConnectAsync(addresses, next.Port, limited.Token);
            return tunnel is null ? socket : await tunnel.OpenAsync(socket, limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No connection came about in time.", late);
        }
    }
}
