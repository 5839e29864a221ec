using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;

namespace PrivacyGateway.Sending;

/// <summary>How connections to a track domain behave.</summary>
internal static class TrackDomainSockets
{
    /// <summary>Long enough to be reused, short enough to follow the track domain's DNS.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Less than an attempt, so that there is time for another one.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    public static void Configure(SocketsHttpHandler handler)
    {
        // One visitor's cookies must never reach another, a redirect must never be followed, no proxy may listen in.
        handler.UseCookies = false;
        handler.AllowAutoRedirect = false;
        handler.UseProxy = false;
        handler.AutomaticDecompression = DecompressionMethods.None;

        // No traceparent of ours; the client's never gets this far.
        handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();

        // One character a byte in both directions, so that what passes, passes unchanged.
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;

        handler.PooledConnectionLifetime = ConnectionLifetime;
        handler.ConnectCallback = static async (context, cancellationToken) => new NetworkStream(await ConnectAsync(context.DnsEndPoint, cancellationToken), ownsSocket: true);
    }

    /// <summary>The platform reports its own time-out as if the browser had gone away; this one is told apart, and can be tried again.</summary>
    /// <exception cref="SocketException">There is no connection, or no address.</exception>
    /// <exception cref="TimeoutException">There was none in time.</exception>
    public static async ValueTask<Socket> ConnectAsync(DnsEndPoint to, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectTimeout);
        try
        {
            var addresses = IPAddress.TryParse(to.Host, out var address) ? [address] : await Dns.GetHostAddressesAsync(to.Host, patience.Token);
            return await AddressRace.ConnectAsync(addresses, to.Port, patience.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("No connection came about in time.", late);
        }
    }
}
