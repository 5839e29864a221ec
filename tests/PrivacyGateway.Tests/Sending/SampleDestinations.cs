using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Tests.Sending;

/// <summary>Destinations that nothing but their circuits takes out, picked in their order.</summary>
internal sealed class SampleDestinations(HttpMessageInvoker client, params Destination[] all) : IDestinations
{
    public IReadOnlyList<Destination> All { get; } = all;

    public HttpMessageInvoker Client => client;

    public static Destination Create(string address = "http://track-domain.test/", TimeProvider? time = null) =>
        new(address, address, host: null, new DestinationHealth(static () => new TrackDomainConfig(), time ?? TimeProvider.System));

    public Destination? Pick(IReadOnlySet<Destination>? except = null) => All.FirstOrDefault(destination => except?.Contains(destination) != true && destination.Health.IsWell);

    public bool IsAvailable(Destination destination) => true;

    public HitMessage CreateMessage(Destination destination, RewrittenHit hit) => new(new OutgoingHit(destination, hit));

    public void Report(Destination destination, bool hasFailed)
    {
    }
}
