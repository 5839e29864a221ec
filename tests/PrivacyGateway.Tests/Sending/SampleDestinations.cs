using PrivacyGateway.Configuration;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Tests.Sending;

/// <summary>Destinations that only their circuits exclude, picked in order.</summary>
internal sealed class SampleDestinations(
    Func<Destination, CancellationToken, ValueTask<UpstreamResponse>> attempt, params Destination[] all) : IDestinations
{
    public IReadOnlyList<Destination> All { get; } = all;

    public static UpstreamResponse Respond(int status = 200) => new(status, [], default);

    public static Destination Create(string address = "http://track-domain.test/", TimeProvider? time = null) =>
        new(address, address, host: null, new DestinationHealth(static () => new TrackDomainConfig(), time ?? TimeProvider.System));

    public Destination? Pick(IReadOnlySet<Destination>? except = null) =>
        All.FirstOrDefault(destination => except?.Contains(destination) != true && destination.Health.IsHealthy);

    public bool IsAvailable(Destination destination) => true;

    public ValueTask<UpstreamResponse> AttemptAsync(Destination destination, OutgoingRequest request, TimeSpan timeout,
        CancellationToken cancellationToken) => attempt(destination, cancellationToken);

    public void Report(Destination destination, bool hasFailed)
    {
    }
}
