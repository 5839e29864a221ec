using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>Reports the spool's state. It never makes the gateway unready: a gateway that cannot spool hits still delivers them.</summary>
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
            ["setAside"] = state.Quarantined,
        };
        if (state.OldestSpooledAt is { } oldest)
            (data["oldestKeptAt"], data["oldestAgeSeconds"]) = (oldest, Math.Round(state.OldestAge.TotalSeconds));
        if (state.CommitAge > TimeSpan.Zero)
            data["commitAgeSeconds"] = Math.Round(state.CommitAge.TotalSeconds, 1);
        return Task.FromResult(Describe(state) is { } problem
            ? HealthCheckResult.Degraded(problem, data: data)
            : HealthCheckResult.Healthy(state.Rows == 0 ? "Empty." : "Hits are spooled.", data));
    }

    private static string? Describe(SpoolState state) =>
        state.Refusal is { } refusal ? $"Hits are refused: {refusal.Reason}. {refusal.Remedy}."
        : state.Status == SpoolStatus.Closed ? "Hits are refused: it is closed."
        : state.Risk;
}
