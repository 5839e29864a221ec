using System.Diagnostics;
using System.IO;
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
        handler.ConnectCallback = ConnectAsync;

        // Nothing is sent twice behind our back.
        handler.PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new UnansweredStream(context.PlaintextStream));
    }

    /// <summary>The platform reports its own time-out as if the browser had gone away; this one is told apart, and can be tried again.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, patience.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException("No connection came about in time.", late);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
