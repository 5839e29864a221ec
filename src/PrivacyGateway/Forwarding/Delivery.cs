using Microsoft.AspNetCore.Http;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding.Destinations;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using RouteConfig = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// What becomes of a hit that may leave, and what the browser is told. One rule binds it: a 200 means delivered, durably kept, or withheld on purpose.
/// </summary>
internal sealed class Delivery(IHitSpool spool, AnswerWriter answers, DestinationDirectory directory, TrackDomains trackDomains)
{
    /// <param name="context">The request.</param>
    /// <param name="feature">What is known about it; its outcome is a <see cref="ForwardedOutcome"/>.</param>
    /// <param name="forward">Sends it, and answers if there is an answer.</param>
    public async Task DeliverAsync(HttpContext context, HitFeature feature, RequestDelegate forward)
    {
        TrackDomain? entered = null;
        try
        {
            var proxied = context.GetReverseProxyFeature();
            var route = proxied.Route.Config;
            if (MayQueue(feature) && await TryKeepAsync(route, feature))
            {
                NotDeliveredAtOnce(feature, HitFates.Queued);
                await OwnAnswerWriter.WriteAsync(context.Response, Policy.OwnAnswerTo(feature.Hit));
                return;
            }

            // Browsers cancel requests on navigation; deliver the hit regardless. The track domain's timeouts bound what it costs.
            if (feature.IsHit)
                context.RequestAborted = CancellationToken.None;

            var trackDomain = directory.Of(proxied.Route.Cluster!).TrackDomain;
            if (!trackDomain.TryEnter(trackDomains.Share))
            {
                feature.Metrics.UpstreamFailure(trackDomain.Name, RefusalReasons.TooManyRequestsAtOnce);
                await AnswerFailureAsync(context, feature, exception: null, route);
                return;
            }

            entered = trackDomain;
            await forward(context);
            if (context.GetForwarderErrorFeature() is not { } failure)
                feature.Became(HitFates.Forwarded);
            else if (!context.RequestAborted.IsCancellationRequested)
                await AnswerFailureAsync(context, feature, failure.Exception, route);
        }
        finally
        {
            entered?.Leave();

            // Fallback: count as failed.
            feature.Became(HitFates.Failed);
        }
    }

    private async Task AnswerFailureAsync(HttpContext context, HitFeature feature, Exception? exception, RouteConfig route)
    {
        if (context.Response.HasStarted)
            return;

        if (exception is not GuardViolationException && !feature.IsHit)
        {
            feature.Became(HitFates.Refused);
            answers.WriteFailure(context, feature);
            return;
        }

        context.Response.Clear();
        await OwnAnswerWriter.WriteAsync(context.Response, await AnswerToUndeliveredAsync(feature, exception, route));
    }

    private async Task<OwnAnswer> AnswerToUndeliveredAsync(HitFeature feature, Exception? exception, RouteConfig route)
    {
        // Withheld on purpose: the pixel must not send it again for five minutes, and nobody may keep it.
        if (exception is GuardViolationException)
        {
            feature.Became(HitFates.Guarded);
            return Policy.OwnAnswerTo(feature.Hit);
        }

        var fate = MayKeep(feature) && await TryKeepAsync(route, feature) ? HitFates.Spooled
            : feature.Policy.Config.OnUpstreamFailure == UpstreamFailureMode.Pixel ? HitFates.Lost
            : HitFates.Refused;
        NotDeliveredAtOnce(feature, fate);
        return fate == HitFates.Refused ? OwnAnswer.Unavailable : Policy.OwnAnswerTo(feature.Hit);
    }

    private static void NotDeliveredAtOnce(HitFeature feature, string fate)
    {
        feature.Metrics.NotDeliveredAtOnce(feature.Route, fate);
        feature.Became(fate);
    }

    private static bool MayQueue(HitFeature feature) =>
        feature.IsHit && feature.Policy.Config.Delivery == DeliveryMode.Queued && feature.Outcome is ForwardedOutcome { Hit.IsAnonymous: true };

    private static bool MayKeep(HitFeature feature) =>
        feature.Policy.Config.Delivery != DeliveryMode.AtMostOnce
        && (feature.Outcome is ForwardedOutcome { Hit.IsAnonymous: true } || feature.Policy.Config.SpoolIdentified);

    /// <summary>Not cancelled when the browser goes away: once it is begun, keeping the hit costs no more than giving it up.</summary>
    private Task<bool> TryKeepAsync(RouteConfig route, HitFeature feature)
    {
        var hit = ((ForwardedOutcome)feature.Outcome).Hit;

        // Cookies and addresses are never written to a disk, whoever agreed to what; nor are validators, which tell browsers apart like cookies.
        if (!hit.IsAnonymous)
            hit = hit with { Headers = [.. hit.Headers.Where(static header => !IsNeverKept(header))] };
        return spool.TryKeepAsync(PublishedRoutes.NameOf(route.ClusterId!), hit, CancellationToken.None);
    }

    private static bool IsNeverKept(HeaderLine header) =>
        header.Is("Cookie") || header.Is(HeaderNames.ClientAddress) || header.Is("If-None-Match") || header.Is("If-Modified-Since");
}
