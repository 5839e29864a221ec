using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Hosting.Shutdown;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Ready with a configuration in force, whether or not the file has a newer one that cannot be used; not ready while leaving.</summary>
internal sealed class ConfigHealthCheck(ConfigReload reload, Readiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = reload.Status;
        var data = new Dictionary<string, object> { ["appliedAt"] = status.AppliedAt };
        if (status.Problem is { } problem)
            data["problem"] = problem;

        return Task.FromResult(
            readiness.IsLeaving ? HealthCheckResult.Unhealthy("The gateway is leaving.", data: data)
            : status.IsStale ? HealthCheckResult.Degraded("The file cannot be used; the last good configuration is in force.", data: data)
            : HealthCheckResult.Healthy("In force.", data));
    }
}
