using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Hosting.Shutdown;

/// <summary>
/// While the gateway leaves, each answer asks its client to go: a balancer that kept the connection would send the next hit down it
/// just as it closes. Kestrel says it as <c>Connection: close</c>, or over HTTP/2 as GOAWAY; what is under way there ends in peace.
/// </summary>
internal sealed class DrainMiddleware(RequestDelegate next, Readiness readiness)
{
    /// <summary>Made once, for it is handed over with every request.</summary>
    private readonly Func<object, Task> _askToGo = context => AskToGo(readiness, (HttpContext)context);

    public Task InvokeAsync(HttpContext context)
    {
        // Asked when the answer starts: the request may have been waiting since before.
        context.Response.OnStarting(_askToGo, context);
        return next(context);
    }

    private static Task AskToGo(Readiness readiness, HttpContext context)
    {
        if (readiness.IsLeaving)
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        return Task.CompletedTask;
    }
}
