using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Descriptors;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Refuses requests beyond <see cref="ConcurrencyLimit"/>. ASP.NET Core's
/// rate limiting middleware costs more per hit than the limiter itself.
/// </summary>
internal sealed class ConcurrencyMiddleware(RequestDelegate next, ConcurrencyLimit limit, GatewayMetrics metrics)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var lease = limit.AttemptAcquire();
        if (lease.IsAcquired)
            await next(context);
        else
            RequestLimits.Refuse(context.Response, RefusalReasons.TooManyRequestsAtOnce, metrics);
    }
}
