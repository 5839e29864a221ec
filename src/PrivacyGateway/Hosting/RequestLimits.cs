using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting;

/// <summary>
/// What one client address and all clients together may ask for at once, as the configuration in force says. What is too much is not queued:
/// it gets 503 without a body, so that the pixel keeps the hit.
/// </summary>
internal static class RequestLimits
{
    /// <summary>The address first: a flood from one does not use up what is there for all.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="snapshot">The configuration in force; each request asks anew.</param>
    /// <param name="metrics">Counts what is refused.</param>
    /// <param name="period">In which an address gets its <see cref="GatewayLimitsConfig.RequestsPerAddress"/>; a second, save in tests.</param>
    public static void UseRequestLimits(this IApplicationBuilder app, SnapshotInForce snapshot, GatewayMetrics metrics, TimeSpan period)
    {
        app.UseWhen(_ => snapshot.Current.Config.Limits.RequestsPerAddress > 0, limited => limited.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, AddressRate>(context => AddressPartition(RateOf(context, snapshot.Current.Config.Limits), period)),
            OnRejected = (rejected, _) =>
            {
                Refuse(rejected.HttpContext.Response, RefusalReasons.TooManyRequestsFromOneAddress, metrics);
                return ValueTask.CompletedTask;
            },
        }));
        app.UseMiddleware<ConcurrencyMiddleware>(snapshot, metrics);
    }

    public static void Refuse(HttpResponse response, string reason, GatewayMetrics metrics)
    {
        metrics.Refused(reason);
        response.HttpContext.Features.Set(AnsweredBy.Limit);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentLength = 0;
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>A reload may have lifted the limit since the request came in.</summary>
    private static AddressRate RateOf(HttpContext context, GatewayLimitsConfig limits) => limits.RequestsPerAddress == 0
        ? AddressRate.Unlimited
        : new AddressRate(AddressBucket.Of(context.Connection.RemoteIpAddress), limits.RequestsPerAddress, limits.AddressBurst);

    /// <summary>The library throws away partitions that are full again and idle.</summary>
    private static RateLimitPartition<AddressRate> AddressPartition(AddressRate rate, TimeSpan period) => rate.Rate == 0
        ? RateLimitPartition.GetNoLimiter(rate)
        : RateLimitPartition.GetTokenBucketLimiter(rate, rate => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.Rate,
            ReplenishmentPeriod = period,
            QueueLimit = 0,
        });
}
