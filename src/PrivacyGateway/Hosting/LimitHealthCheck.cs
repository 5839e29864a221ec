using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hosting.Descriptors;

namespace PrivacyGateway.Hosting;

/// <summary>
/// Reports how close requests and buffered bytes are to their limits. Degraded
/// only: beyond them hits are refused, and other replicas may have capacity.
/// </summary>
internal sealed class LimitHealthCheck(ConcurrencyLimit requests, BufferBudget buffers) : IHealthCheck
{
    /// <summary>Share of either limit.</summary>
    private const double DegradedFrom = 0.9;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (active, used) = (requests.Active, buffers.Used);
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["requests"] = active,
            ["mostRequests"] = requests.Limit,
            ["bufferedBytes"] = used,
            ["mostBufferedBytes"] = buffers.Most,
        };
        var result = active >= DegradedFrom * requests.Limit ? HealthCheckResult.Degraded(
            "Nearly all requests of Limits.concurrentRequests are in progress; further requests get 503.", data: data)
            : used >= DegradedFrom * buffers.Most
                ? HealthCheckResult.Degraded("Nearly all memory of Limits.bufferedBytes is in use; further bodies get 503.", data: data)
            : HealthCheckResult.Healthy("Below the limits.", data);
        return Task.FromResult(result);
    }
}
