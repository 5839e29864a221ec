using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using RouteConfig = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Delivers a hit that may be forwarded, and responds to the browser. Its
/// contract: a 200 means delivered, durably spooled, or not forwarded on purpose.
/// </summary>
internal sealed class Delivery(IHitSpool spool, ResponseWriter responses, DestinationDirectory directory, TrackDomains trackDomains)
{
    /// <summary>Forwards, spools or refuses the request, and responds.</summary>
    /// <param name="context">The request.</param>
    /// <param name="feature">The request's feature; its result is a <see cref="ForwardResult"/>.</param>
    /// <param name="forward">Sends the hit and stores the result in <paramref name="feature"/>.</param>
    public async Task DeliverAsync(HttpContext context, HitFeature feature, RequestDelegate forward)
    {
        TrackDomain? entered = null;
        try
        {
            var proxied = context.GetReverseProxyFeature();
            var route = proxied.Route.Config;
            if (MayQueue(feature) && await TrySpoolAsync(route, feature))
            {
                NotDeliveredAtOnce(feature, HitOutcomes.Queued);
                await LocalResponseWriter.WriteAsync(context.Response, Policy.CreateLocalResponse(feature.Hit));
                return;
            }

            // Browsers cancel requests on navigation; deliver the hit regardless. The track domain's timeouts bound what it costs.
            if (feature.IsHit)
                context.RequestAborted = CancellationToken.None;

            var trackDomain = directory.Of(proxied.Route.Cluster!).TrackDomain;
            if (trackDomain.TryEnter(trackDomains.Share))
            {
                entered = trackDomain;
                await forward(context);
            }
            else
            {
                feature.Metrics.UpstreamFailure(trackDomain.Name, RefusalReasons.TooManyRequestsAtOnce);
            }

            if (feature.Result.Response is { } response)
            {
                feature.Complete(HitOutcomes.Forwarded);
                await responses.WriteAsync(context, feature, response);
            }
            else
            {
                await RespondToUndeliveredAsync(context, feature, route);
            }
        }
        finally
        {
            entered?.Exit();

            // Fallback: count as failed.
            if (!feature.IsComplete)
                feature.Complete(HitOutcomes.Failed);
        }
    }

    private async Task RespondToUndeliveredAsync(HttpContext context, HitFeature feature, RouteConfig route)
    {
        if (feature.Result.Outcome == SendOutcome.Guarded)
        {
            // Not forwarded on purpose: the pixel must not retry it for five minutes, and it must not be spooled.
            feature.Complete(HitOutcomes.Guarded);
        }
        else if (!feature.IsHit)
        {
            feature.Complete(HitOutcomes.Refused);
            responses.WriteFailure(context, feature);
            return;
        }
        else
        {
            var outcome = MaySpool(feature) && await TrySpoolAsync(route, feature) ? HitOutcomes.Spooled
                : feature.Policy.Config.OnUpstreamFailure == UpstreamFailureMode.Pixel ? HitOutcomes.Lost
                : HitOutcomes.Refused;
            NotDeliveredAtOnce(feature, outcome);
            if (outcome == HitOutcomes.Refused)
            {
                await LocalResponseWriter.WriteAsync(context.Response, LocalResponse.Unavailable);
                return;
            }
        }

        await LocalResponseWriter.WriteAsync(context.Response, Policy.CreateLocalResponse(feature.Hit));
    }

    private static void NotDeliveredAtOnce(HitFeature feature, string outcome)
    {
        feature.Metrics.NotDeliveredAtOnce(feature.Route, outcome);
        feature.Complete(outcome);
    }

    private static bool MayQueue(HitFeature feature) =>
        feature.IsHit && feature.Policy.Config.Delivery == DeliveryMode.Queued && feature.Forwarded.IsAnonymous;

    private static bool MaySpool(HitFeature feature) =>
        feature.Policy.Config.Delivery != DeliveryMode.AtMostOnce
        && !feature.Forwarded.IsMixed
        && (feature.Forwarded.IsAnonymous || feature.Policy.Config.SpoolIdentified);

    /// <summary>Not cancelled when the client disconnects: completing the write costs no more than abandoning it.</summary>
    private Task<bool> TrySpoolAsync(RouteConfig route, HitFeature feature)
    {
        var hit = feature.Forwarded;

        // Cookies and client addresses are never written to disk, even with
        // consent; nor are validators, which identify browsers like cookies.
        if (!hit.IsAnonymous)
            hit = hit with { Headers = [.. hit.Headers.Where(static header => !IsNeverSpooled(header))] };
        return spool.TrySpoolAsync(PublishedRoutes.NameOf(route.ClusterId!), hit, CancellationToken.None);
    }

    private static bool IsNeverSpooled(HeaderLine header) =>
        header.Is("Cookie") || header.Is(HeaderNames.ClientAddress) || header.Is("If-None-Match") || header.Is("If-Modified-Since");
}
