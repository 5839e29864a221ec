using System.Net.Http;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>Puts Sending's handler under YARP's client; everything that leaves goes through it.</summary>
internal sealed class TrackDomainClientFactory : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        TrackDomainSockets.Configure(handler);
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new TrackDomainHandler(base.WrapHandler(context, handler));
}
