using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>Forwards a request of a route without a policy. YARP does that alone; its cluster is limited and watched as those of hits are.</summary>
internal sealed class ExemptForwarding(DestinationDirectory directory, TrackDomains trackDomains, GatewayMetrics metrics)
{
    public async Task ForwardAsync(HttpContext context, RequestDelegate forward)
    {
        var feature = context.GetReverseProxyFeature();
        var destinations = directory.Of(feature.Route.Cluster!);
        if (!destinations.TrackDomain.TryEnter(trackDomains.Share))
        {
            metrics.UpstreamFailure(destinations.TrackDomain.Name, RefusalReasons.TooManyRequestsAtOnce);
            context.Features.Set(AnsweredBy.Limit);
            await OwnAnswerWriter.WriteAsync(context.Response, OwnAnswer.Unavailable);
            return;
        }

        try
        {
            await forward(context);
            if (feature.ProxiedDestination is { } proxied)
                destinations.Report(context, proxied);
        }
        finally
        {
            destinations.TrackDomain.Leave();
        }
    }
}
