using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Hosting.Shutdown;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Unhealthy while draining. An invalid file only degrades, because the last valid configuration stays in use.</summary>
internal sealed class ConfigHealthCheck(ConfigReload reload, Readiness readiness) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = reload.Status;
        var data = new Dictionary<string, object> { ["appliedAt"] = status.AppliedAt };
        if (status.Problem is { } problem)
            data["problem"] = problem;

        return Task.FromResult(
            readiness.IsDraining ? HealthCheckResult.Unhealthy("The gateway is draining.", data: data)
            : status.IsStale ? HealthCheckResult.Degraded("The file is invalid; the last valid configuration is in use.", data: data)
            : HealthCheckResult.Healthy("The file's configuration is in use.", data));
    }
}
