using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Sending;

/// <summary>
/// The track domains' state, as a detail. It never makes the gateway unready: taking every replica out because the vendor is down
/// would turn slow reports into failing pages.
/// </summary>
internal sealed class TrackDomainHealthCheck(TrackDomainState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var isFailing = false;
        foreach (var (cluster, moments) in state.Clusters)
        {
            isFailing |= moments.FailedAt is not null && !(moments.AnsweredAt > moments.FailedAt);
            data[cluster] = new Dictionary<string, object?> { ["answeredAt"] = moments.AnsweredAt, ["failedAt"] = moments.FailedAt };
        }

        return Task.FromResult(isFailing
            ? HealthCheckResult.Degraded("The last hit to a track domain got no usable answer.", data: data)
            : HealthCheckResult.Healthy(data.Count == 0 ? "No hit yet." : "Answering.", data));
    }
}
