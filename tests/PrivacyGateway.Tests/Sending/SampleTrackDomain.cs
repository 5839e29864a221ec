using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Diagnostics;

namespace PrivacyGateway.Tests.Sending;

/// <summary>A track domain with scripted attempts.</summary>
internal static class SampleTrackDomain
{
    /// <param name="meters">Of the test.</param>
    /// <param name="config">Its timeouts and its circuit.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="time">The clock; null for the real one.</param>
    public static TrackDomain Create(
        OwnMeters meters, TrackDomainConfig config, Func<CancellationToken, ValueTask<UpstreamResponse>> attempt, TimeProvider? time = null)
    {
        var trackDomain = new TrackDomain(
            "track", () => config, new GatewayMetrics(meters), time ?? TimeProvider.System, jitter: null, NullLogger<TrackDomain>.Instance);
        trackDomain.SetDestinations(
            new SampleDestinations((_, cancellation) => attempt(cancellation), SampleDestinations.Create(time: time)));
        return trackDomain;
    }
}
