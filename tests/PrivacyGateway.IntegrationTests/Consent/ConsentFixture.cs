using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>One gateway process between raw sockets, with a host for each policy of the consent tests.</summary>
public sealed class ConsentFixture : IAsyncLifetime
{
    public RecordingTrackDomain TrackDomain { get; } = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayProcess.StartAsync(ConsentHosts.Config(TrackDomain.Address));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await TrackDomain.DisposeAsync();
    }

    /// <param name="spec">The request.</param>
    /// <param name="response">The track domain's response; by default the pixel and its two server cookies.</param>
    /// <param name="admin">Whether the request goes to the admin listener instead of the public one.</param>
    internal async Task<Exchange> SendAsync(RequestSpec spec, Func<RecordedRequest, byte[]>? response = null, bool admin = false)
    {
        TrackDomain.Clear();
        TrackDomain.Response = response ?? TrackDomainResponses.Pixel;
        var got = await RawClient.SendAsync(admin ? Gateway.AdminPort : Gateway.Port, spec.Bytes());
        return new Exchange(got, TrackDomain.Requests);
    }
}
