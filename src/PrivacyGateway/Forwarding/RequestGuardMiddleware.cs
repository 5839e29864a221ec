using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.Forwarding;

/// <summary>Refuses what no pixel sends, before anything else looks at it.</summary>
internal sealed class RequestGuardMiddleware(RequestDelegate next, GatewayMetrics metrics)
{
    /// <summary>What Kestrel makes of a Content-Length beside a Transfer-Encoding.</summary>
    private const string SetAsideLength = "X-Content-Length";

    public Task InvokeAsync(HttpContext context)
    {
        var reason = Refuse(context);
        if (reason is null)
            return next(context);

        metrics.Refused(reason);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static string? Refuse(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsConnect(request.Method) || HttpMethods.IsTrace(request.Method))
            return "method";
        if (!RequestTarget.IsPlain(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))
            return "target";
        if (request.Headers.ContainsKey(SetAsideLength) || (request.Headers.TransferEncoding.Count > 0 && request.ContentLength is not null))
            return "two lengths";
        if (request.Headers.TransferEncoding.Count > 0 && !string.Equals(request.Headers.TransferEncoding, "chunked", StringComparison.OrdinalIgnoreCase))
            return "transfer coding";
        if (request.Headers.Host.Count != 1)
            return "host";
        if (request.Headers.Upgrade.Count > 0 || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true)
            return "upgrade";
        return null;
    }
}
