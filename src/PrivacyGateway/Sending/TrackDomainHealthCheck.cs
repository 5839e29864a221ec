using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PrivacyGateway.Sending;

/// <summary>
/// Reports the state of the track domains. It never makes the gateway unready: removing every replica because the vendor is down
/// would turn missing reports into failing pages.
/// </summary>
internal sealed class TrackDomainHealthCheck(TrackDomains trackDomains) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        var (isFailing, isOpen, isOut) = (false, false, false);
        foreach (var trackDomain in trackDomains.Known)
        {
            var destinations = DestinationStatus.From(trackDomain).ToDictionary(
                static reading => reading.Destination, static reading => reading.State, StringComparer.Ordinal);
            isFailing |= trackDomain.IsFailing;
            isOpen |= trackDomain.IsCircuitOpen;
            isOut |= destinations.Values.Any(static state => state != DestinationStatus.Available);
            data[trackDomain.Name] = new Dictionary<string, object?>
            {
                ["answeredAt"] = trackDomain.RespondedAt,
                ["failedAt"] = trackDomain.FailedAt,
                ["circuit"] = trackDomain.IsCircuitOpen ? "open" : "closed",
                ["destinations"] = destinations,
            };
        }

        return Task.FromResult(
            isOpen ? HealthCheckResult.Degraded(
                "The circuit of a track domain is open: its hits are spooled, or responded to with 503.", data: data)
            : isFailing ? HealthCheckResult.Degraded("The last hit to a track domain got no usable response.", data: data)
            : isOut ? HealthCheckResult.Degraded("A destination is unavailable: the others get its share.", data: data)
            : HealthCheckResult.Healthy(
                trackDomains.Known.Any(static trackDomain => trackDomain.RespondedAt is not null) ? "Responding." : "No hit yet.", data));
    }
}
