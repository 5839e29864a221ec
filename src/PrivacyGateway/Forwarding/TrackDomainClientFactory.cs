using System.Net.Http;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>Creates the HTTP client of a cluster from its <c>HttpClient</c> section, which YARP reads and applies.</summary>
internal sealed class TrackDomainClientFactory(NameResolver resolver, TimeProvider time)
    : ForwarderHttpClientFactory, IForwarderHttpClientFactory
{
    HttpMessageInvoker IForwarderHttpClientFactory.CreateClient(ForwarderHttpClientContext context)
    {
        if (CanReuseOldClient(context))
            return context.OldClient!;

        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        ConfigureHandler(context, handler);
        var sockets = TrackDomainSockets.Configure(handler, resolver);
        return new ClusterClient(handler, new HitClient(handler, sockets, time), time);
    }
}
