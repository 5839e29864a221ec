using System.Net.Http;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Sending;
using PrivacyGateway.Sending.Http1;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>Puts Sending's handler under YARP's client; everything that leaves goes through it.</summary>
internal sealed class TrackDomainClientFactory(TrackDomains trackDomains, GatewayMetrics metrics, TimeProvider time, ILogger<TrackDomainHandler> logger) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        TrackDomainSockets.Configure(handler);
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler)
    {
        var trackDomain = trackDomains.Of(PublishedRoutes.NameOf(context.ClusterId));
        var configured = (SocketsHttpHandler)handler;
        var sending = new TrackDomainHandler(configured, new HitClient(configured, time), trackDomain, metrics, logger);
        trackDomain.Use(new HttpMessageInvoker(sending, disposeHandler: false));
        return sending;
    }
}
