using System.Diagnostics;
using System.Net;
using System.Net.Http;
using System.Text;

namespace PrivacyGateway.Sending;

/// <summary>How connections to a track domain behave.</summary>
internal static class TrackDomainSockets
{
    /// <summary>Long enough to be reused, short enough to follow the track domain's DNS.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

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
        handler.ConnectTimeout = ConnectTimeout;
    }
}
