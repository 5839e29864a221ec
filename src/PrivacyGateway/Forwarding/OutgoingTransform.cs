using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Transforms;

namespace PrivacyGateway.Forwarding;

/// <summary>Hands a file's or an opt-out's rewritten request to the handler that writes it; nothing else of YARP's own message is used.</summary>
internal sealed class OutgoingTransform(DestinationDirectory directory) : RequestTransform
{
    /// <summary>By the destinations' addresses in the configuration.</summary>
    private readonly ConcurrentDictionary<string, Uri> _addresses = new(StringComparer.Ordinal);

    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        // Anything but a hit that may be forwarded throws here, and YARP answers 502.
        var feature = context.HttpContext.Features.GetRequiredFeature<HitFeature>();
        var proxied = context.HttpContext.GetReverseProxyFeature();
        var destination = directory.Of(proxied.Route.Cluster!).Find(proxied.ProxiedDestination!);
        var outgoing = new OutgoingHit(destination, ((ForwardedOutcome)feature.Outcome).Hit);
        context.ProxyRequest.Options.Set(OutgoingHit.Key, outgoing);

        // YARP would make one from the browser's request. Nobody reads it: the handler has the hit.
        context.ProxyRequest.RequestUri = _addresses.GetOrAdd(context.DestinationPrefix, static prefix => new Uri(prefix));
        return ValueTask.CompletedTask;
    }
}
