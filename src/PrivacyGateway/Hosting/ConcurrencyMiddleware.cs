using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// How many requests may be under way at once. The platform's limiter without the platform's middleware around it, which would cost each
/// hit more than the limiter.
/// </summary>
internal sealed class ConcurrencyMiddleware(RequestDelegate next, SnapshotInForce snapshot, GatewayMetrics metrics, DescriptorLimit descriptors)
{
    private volatile Limit _limit = new(snapshot.Current.Config.Limits.ConcurrentRequests, descriptors);

    public async Task InvokeAsync(HttpContext context)
    {
        // After a reload requests under way still count under the former number only.
        var limit = _limit;
        if (snapshot.Current.Config.Limits.ConcurrentRequests is var most && most != limit.Most)
            _limit = limit = new Limit(most, descriptors);

        using var lease = limit.Limiter.AttemptAcquire();
        if (lease.IsAcquired)
            await next(context);
        else
            RequestLimits.Refuse(context.Response, RefusalReasons.TooManyRequestsAtOnce, metrics);
    }

    private sealed class Limit(int most, DescriptorLimit descriptors)
    {
        /// <summary>As the configuration says; the file descriptors may bear fewer.</summary>
        public int Most => most;

        public ConcurrencyLimiter Limiter { get; } = new(new ConcurrencyLimiterOptions { PermitLimit = Math.Min(most, descriptors.Pairs), QueueLimit = 0 });
    }
}
