using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Applies the current configuration's rate limit per client address and the concurrency limit over all clients. Excess requests are not
/// queued: they get 503 without a body, so that the pixel keeps the hit.
/// </summary>
internal static class RequestLimits
{
    /// <summary>The rate limit runs first, so that a flood from one address does not use up the concurrency limit.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="snapshot">The current configuration, read for each request.</param>
    /// <param name="metrics">Counts refused requests.</param>
    /// <param name="period">The period of <see cref="GatewayLimitsConfig.RequestsPerAddress"/>; one second, except in tests.</param>
    public static void UseRequestLimits(this IApplicationBuilder app, CurrentPolicies snapshot, GatewayMetrics metrics, TimeSpan period)
    {
        app.UseWhen(_ => snapshot.Current.Config.Limits.RequestsPerAddress > 0, limited => limited.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, RateLimitKey>(
                context => CreatePartition(SelectKey(context, snapshot.Current.Config.Limits), period)),
            OnRejected = (rejected, _) =>
            {
                Refuse(rejected.HttpContext.Response, RefusalReasons.TooManyRequestsFromOneAddress, metrics);
                return ValueTask.CompletedTask;
            },
        }));
        app.UseMiddleware<ConcurrencyMiddleware>();
    }

    public static void Refuse(HttpResponse response, string reason, GatewayMetrics metrics)
    {
        metrics.Refused(reason);
        response.HttpContext.Features.Set(ResponseSource.Limit);
        LocalResponseWriter.SetEmpty(response, StatusCodes.Status503ServiceUnavailable);
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>A reload may have removed the limit since the request arrived.</summary>
    private static RateLimitKey SelectKey(HttpContext context, GatewayLimitsConfig limits) => limits.RequestsPerAddress == 0
        ? RateLimitKey.Unlimited
        : new RateLimitKey(AddressBucket.Compute(context.Connection.RemoteIpAddress), limits.RequestsPerAddress, limits.AddressBurst);

    /// <summary>The limiter disposes partitions that are idle and full again.</summary>
    private static RateLimitPartition<RateLimitKey> CreatePartition(RateLimitKey key, TimeSpan period) => key.Rate == 0
        ? RateLimitPartition.GetNoLimiter(key)
        : RateLimitPartition.GetTokenBucketLimiter(key, key => new TokenBucketRateLimiterOptions
        {
            TokenLimit = key.Burst,
            TokensPerPeriod = key.Rate,
            ReplenishmentPeriod = period,
            QueueLimit = 0,
        });
}
