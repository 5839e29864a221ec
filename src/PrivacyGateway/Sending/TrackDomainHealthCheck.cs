using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Sending;

/// <summary>
/// The track domains' state, as a detail. It never makes the gateway unready: taking every replica out because the vendor is down
/// would turn slow reports into failing pages.
/// </summary>
internal sealed class TrackDomainHealthCheck(TrackDomains trackDomains) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var isFailing = false;
        foreach (var trackDomain in trackDomains.Known)
        {
            isFailing |= trackDomain.IsFailing;
            data[trackDomain.Name] = new Dictionary<string, object?> { ["answeredAt"] = trackDomain.AnsweredAt, ["failedAt"] = trackDomain.FailedAt };
        }

        return Task.FromResult(isFailing
            ? HealthCheckResult.Degraded("The last hit to a track domain got no usable answer.", data: data)
            : HealthCheckResult.Healthy(trackDomains.Known.Any(static trackDomain => trackDomain.AnsweredAt is not null) ? "Answering." : "No hit yet.", data));
    }
}
