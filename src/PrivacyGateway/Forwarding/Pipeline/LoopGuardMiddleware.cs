using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding.Pipeline;

/// <summary>
/// Refuses with 508 a request that has passed this gateway before, because the track domain's name resolves to the gateway. (RFC 8586.)
/// </summary>
internal sealed class LoopGuardMiddleware(RequestDelegate next, GatewayMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        foreach (var line in context.Request.Headers[HeaderNames.Loop])
        {
            if (line is null || !line.Contains(HeaderNames.LoopToken, StringComparison.OrdinalIgnoreCase))
                continue;

            metrics.Refused(RefusalReasons.Loop);
            context.Features.Set(ResponseSource.Guard);
            LocalResponseWriter.SetEmpty(context.Response, StatusCodes.Status508LoopDetected);
            return Task.CompletedTask;
        }

        return next(context);
    }
}
