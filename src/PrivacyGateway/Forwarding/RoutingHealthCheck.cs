using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Forwarding.Synthetic;

namespace PrivacyGateway.Forwarding;

/// <summary>Ready only if a hit comes through for every host of every route: sent in process, up to where it would be forwarded.</summary>
internal sealed class RoutingHealthCheck(LiveRouting routing) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var hits = routing.Hits;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["checked"] = hits.Count };
        return await routing.FindFailureAsync(hits) is { } failure
            ? HealthCheckResult.Unhealthy($"Hits do not come through: {failure}.", data: data)
            : HealthCheckResult.Healthy("A hit comes through for every host.", data);
    }
}
