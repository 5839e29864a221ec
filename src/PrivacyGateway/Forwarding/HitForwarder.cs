using System.Net.Http;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Forwarder;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Sends a request to the destination that YARP has picked, and stores the result in its <see cref="HitFeature"/>; <see cref="Delivery"/>
/// responds. YARP's forwarder sends requests of routes without a policy.
/// </summary>
/// <param name="exempt">YARP's forwarder.</param>
/// <param name="directory">Finds the picked destination.</param>
internal sealed class HitForwarder(IHttpForwarder exempt, DestinationDirectory directory) : IHttpForwarder
{
    public ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer) =>
        context.Features.Get<HitFeature>() is { } feature
            ? SendAsync(context, feature)
            : exempt.SendAsync(context, destinationPrefix, httpClient, requestConfig, transformer);

    private async ValueTask<ForwarderError> SendAsync(HttpContext context, HitFeature feature)
    {
        var proxied = context.GetReverseProxyFeature();
        var destinations = directory.Of(proxied.Route.Cluster!);
        HitSpan.Mark(feature.Span, "sent");
        feature.Result = await destinations.TrackDomain.SendAsync(
            destinations, destinations.Find(proxied.ProxiedDestination!),
            new OutgoingRequest(feature.Forwarded) { IsStreamed = !feature.IsHit }, context.RequestAborted);
        HitSpan.Mark(feature.Span, "answered");
        return ForwarderError.None;
    }
}
