using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding;

/// <summary>Counts a request when it has its response: by route, status and what answered. Names of the configuration and of the code, nothing of the request's.</summary>
internal static class RequestCount
{
    /// <param name="context">The request.</param>
    /// <param name="failedBy">What ended it with an exception; null if none did.</param>
    /// <param name="took">From its start.</param>
    /// <param name="metrics">Where it counts.</param>
    public static void Add(HttpContext context, AnsweredBy? failedBy, TimeSpan took, GatewayMetrics metrics)
    {
        // A hit has everything in its feature; other requests are few, and may cost more look-ups.
        if (context.Features.Get<HitFeature>() is { } feature)
        {
            metrics.Request(feature.Route, StatusOf(context), failedBy ?? feature.AnsweredBy, took);
            return;
        }

        var proxied = context.Features.Get<IReverseProxyFeature>();
        var by = failedBy ?? context.Features.Get<AnsweredBy>() ?? (proxied?.ProxiedDestination is null ? AnsweredBy.Gateway : AnsweredBy.Upstream);
        metrics.Request(proxied?.Route.Config.RouteId ?? GatewayMetrics.NoneMatched, StatusOf(context), by, took);
    }

    /// <summary>A browser that went away before its response began got no status.</summary>
    public static int StatusOf(HttpContext context) =>
        context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
}
