using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Ready only if each host of each route serves a synthetic hit, up to the point where it would be forwarded.</summary>
internal sealed class RoutingHealthCheck(LiveRouting routing) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var hits = routing.Hits;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["checked"] = hits.Count };
        return await routing.FindFailureAsync(hits) is { } failure
            ? HealthCheckResult.Unhealthy($"Hits are not served: {failure}.", data: data)
            : HealthCheckResult.Healthy("A hit is served for every host.", data);
    }
}
