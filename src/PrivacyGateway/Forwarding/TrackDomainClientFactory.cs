using System.Net.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>Puts Sending's handler under YARP's client; everything that is forwarded goes through it.</summary>
internal sealed class TrackDomainClientFactory(TrackDomains trackDomains, NameResolver resolver, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomainHandler> logger) : ForwarderHttpClientFactory
{
    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler)
    {
        var configured = (SocketsHttpHandler)handler;
        var sockets = TrackDomainSockets.Configure(configured, resolver);
        return new TrackDomainHandler(configured, new HitClient(configured, sockets, time), trackDomains.Of(PublishedRoutes.NameOf(context.ClusterId)), metrics, logger);
    }
}
