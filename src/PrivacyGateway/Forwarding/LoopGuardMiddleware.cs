using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Forwarding;

/// <summary>Answers 508 to what has been through this gateway already: the track domain's name leads back here. (RFC 8586.)</summary>
internal sealed class LoopGuardMiddleware(RequestDelegate next, GatewayMetrics metrics)
{
    public Task InvokeAsync(HttpContext context)
    {
        foreach (var line in context.Request.Headers[HeaderNames.Loop])
        {
            if (line is null || !line.Contains(HeaderNames.LoopToken, StringComparison.OrdinalIgnoreCase))
                continue;

            metrics.Refused(RefusalReasons.Loop);
            context.Features.Set(AnsweredBy.Guard);
            context.Response.StatusCode = StatusCodes.Status508LoopDetected;
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
