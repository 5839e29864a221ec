using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>
/// While draining, responses carry <c>Connection: close</c>, or GOAWAY on HTTP/2, where requests in progress complete. Otherwise a load
/// balancer could send the next hit on a connection that is about to close.
/// </summary>
internal sealed class DrainMiddleware(RequestDelegate next, Readiness readiness)
{
    /// <summary>Created once, because every request registers it.</summary>
    private readonly Func<object, Task> _requestClose = context => RequestClose(readiness, (HttpContext)context);

    public Task InvokeAsync(HttpContext context)
    {
        // Checked when the response starts: the drain may begin while the request waits.
        context.Response.OnStarting(_requestClose, context);
        return next(context);
    }

    private static Task RequestClose(Readiness readiness, HttpContext context)
    {
        if (readiness.IsDraining)
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return Task.CompletedTask;
    }
}
