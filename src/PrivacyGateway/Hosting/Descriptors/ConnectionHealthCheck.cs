using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>Reports how many connections and file descriptors are in use. Never unhealthy: a restart would not raise the limits.</summary>
internal sealed class ConnectionHealthCheck(DescriptorLimit descriptors, ConnectionLimit connections) : IHealthCheck
{
    /// <summary>Share of either limit.</summary>
    private const double DegradedFrom = 0.9;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (visitors, open) = (connections.Visitors, descriptors.CountOpen());
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["connections"] = visitors.InUse,
            ["mostConnections"] = visitors.Limit,
        };
        if (open is { } count && descriptors.Max is { } most)
            (data["descriptors"], data["mostDescriptors"]) = (count, most);

        var result = visitors.InUse >= DegradedFrom * visitors.Limit
            ? HealthCheckResult.Degraded("Nearly all connections are in use; further ones are closed at once.", data: data)
            : open >= DegradedFrom * descriptors.Max ? HealthCheckResult.Degraded("Nearly all file descriptors are in use.", data: data)
            : HealthCheckResult.Healthy("Below the limits.", data);
        return Task.FromResult(result);
    }
}
