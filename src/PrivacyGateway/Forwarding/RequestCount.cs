using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using Yarp.ReverseProxy.Model;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Counts a completed request by route, status and source. Its labels come from configuration and code, never from the request.
/// </summary>
internal static class RequestCount
{
    /// <param name="context">The request.</param>
    /// <param name="failedBy">The source of an exception that ended the request; null if there was none.</param>
    /// <param name="duration">The request's duration.</param>
    /// <param name="metrics">Takes the counts.</param>
    public static void Add(HttpContext context, ResponseSource? failedBy, TimeSpan duration, GatewayMetrics metrics)
    {
        // Hits need one feature lookup; other requests are rare and may need more.
        if (context.Features.Get<HitFeature>() is { } feature)
        {
            metrics.Request(feature.Route, StatusOf(context), failedBy ?? feature.ServedBy, duration);
            return;
        }

        var proxied = context.Features.Get<IReverseProxyFeature>();
        var by = failedBy ?? context.Features.Get<ResponseSource>()
            ?? (proxied?.ProxiedDestination is null ? ResponseSource.Gateway : ResponseSource.Upstream);
        metrics.Request(proxied?.Route.Config.RouteId ?? GatewayMetrics.NoneMatched, StatusOf(context), by, duration);
    }

    /// <summary>499 if the client disconnected before the response started.</summary>
    public static int StatusOf(HttpContext context) =>
        context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted
            ? StatusCodes.Status499ClientClosedRequest : context.Response.StatusCode;
}
