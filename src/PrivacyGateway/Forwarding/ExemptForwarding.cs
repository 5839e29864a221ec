using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Forwards a request of a route without a policy through YARP's forwarder, with the limits and health reports of other clusters.
/// </summary>
internal sealed class ExemptForwarding(DestinationDirectory directory, TrackDomains trackDomains, GatewayMetrics metrics)
{
    public async Task ForwardAsync(HttpContext context, RequestDelegate forward)
    {
        StripPreviewCookie(context.Request);
        var feature = context.GetReverseProxyFeature();
        var destinations = directory.Of(feature.Route.Cluster!);
        if (!destinations.TrackDomain.TryEnter(trackDomains.Share))
        {
            metrics.UpstreamFailure(destinations.TrackDomain.Name, RefusalReasons.TooManyRequestsAtOnce);
            context.Features.Set(ResponseSource.Limit);
            await LocalResponseWriter.WriteAsync(context.Response, LocalResponse.Unavailable);
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
            destinations.TrackDomain.Exit();
        }
    }

    /// <summary>It is the gateway's own, though a browser sends it along.</summary>
    private static void StripPreviewCookie(HttpRequest request)
    {
        var lines = request.Headers.Cookie;
        if (lines.Any(static line => line?.Contains(PreviewCookie.Name, StringComparison.Ordinal) == true))
            request.Headers.Cookie = new StringValues([.. lines.Select(static line => PreviewCookie.Strip(line ?? "")).OfType<string>()]);
    }
}
