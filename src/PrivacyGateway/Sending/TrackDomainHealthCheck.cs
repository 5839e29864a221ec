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
        var (isFailing, isOpen, isOut) = (false, false, false);
        foreach (var trackDomain in trackDomains.Known)
        {
            var destinations = DestinationReading.Of(trackDomain).ToDictionary(static reading => reading.Destination, static reading => reading.State, StringComparer.Ordinal);
            isFailing |= trackDomain.IsFailing;
            isOpen |= trackDomain.IsCircuitOpen;
            isOut |= destinations.Values.Any(static state => state != DestinationReading.Available);
            data[trackDomain.Name] = new Dictionary<string, object?>
            {
                ["answeredAt"] = trackDomain.AnsweredAt,
                ["failedAt"] = trackDomain.FailedAt,
                ["circuit"] = trackDomain.IsCircuitOpen ? "open" : "closed",
                ["destinations"] = destinations,
            };
        }

        return Task.FromResult(
            isOpen ? HealthCheckResult.Degraded("The circuit of a track domain is open: its hits are spooled, or answered 503.", data: data)
            : isFailing ? HealthCheckResult.Degraded("The last hit to a track domain got no usable response.", data: data)
            : isOut ? HealthCheckResult.Degraded("A destination is out: its share goes to the others.", data: data)
            : HealthCheckResult.Healthy(trackDomains.Known.Any(static trackDomain => trackDomain.AnsweredAt is not null) ? "Answering." : "No hit yet.", data));
    }
}
