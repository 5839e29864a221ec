using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Hosting.Descriptors;

/// <summary>How near the process is to the end of its connections and file descriptors, as a detail: a restart would not give it more.</summary>
internal sealed class ConnectionHealthCheck(DescriptorLimit descriptors, ConnectionLimit connections) : IHealthCheck
{
    /// <summary>Of either limit.</summary>
    private const double NearlyAll = 0.9;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (visitors, open) = (connections.Visitors, descriptors.CountOpen());
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["connections"] = visitors.Taken, ["mostConnections"] = visitors.Most };
        if (open is { } count && descriptors.Most is { } most)
            (data["descriptors"], data["mostDescriptors"]) = (count, most);

        var result = visitors.Taken >= NearlyAll * visitors.Most ? HealthCheckResult.Degraded("Nearly all connections are taken; beyond the limit they are closed at once.", data: data)
            : open >= NearlyAll * descriptors.Most ? HealthCheckResult.Degraded("Nearly all file descriptors are used.", data: data)
            : HealthCheckResult.Healthy("There is room for more.", data);
        return Task.FromResult(result);
    }
}
