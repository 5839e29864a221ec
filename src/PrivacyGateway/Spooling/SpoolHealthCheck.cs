using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Spooling;

/// <summary>What waits, as a detail: a gateway that cannot keep hits still delivers them.</summary>
internal sealed class SpoolHealthCheck(IHitSpool spool) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = spool.State;
        if (spool is NoSpool)
            return Task.FromResult(HealthCheckResult.Healthy("Off: no data directory is configured."));

        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["rows"] = state.Rows,
            ["bytes"] = state.Bytes,
            ["expired"] = state.Expired,
            ["lost"] = state.Lost,
            ["setAside"] = state.SetAside,
        };
        if (state.OldestKeptAt is { } oldest)
            data["oldestKeptAt"] = oldest;
        return Task.FromResult(state.Status == SpoolStatus.Unavailable
            ? HealthCheckResult.Degraded(state.Reason ?? "It keeps nothing.", data: data)
            : HealthCheckResult.Healthy(state.Rows == 0 ? "Empty." : "Hits wait.", data));
    }
}
