using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>One gateway process between raw sockets, with a host for each policy of the consent tests.</summary>
public sealed class ConsentStage : IAsyncLifetime
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

    /// <param name="ask">The request.</param>
    /// <param name="answer">What the track domain says; by default the pixel and its two server cookies.</param>
    /// <param name="admin">Whether the admin listener is asked instead of the public one.</param>
    internal async Task<Exchange> SendAsync(Ask ask, Func<RecordedRequest, byte[]>? answer = null, bool admin = false)
    {
        TrackDomain.Clear();
        TrackDomain.Answer = answer ?? TrackDomainAnswers.Pixel;
        var got = await RawClient.SendAsync(admin ? Gateway.AdminPort : Gateway.Port, ask.Bytes());
        return new Exchange(got, TrackDomain.Requests);
    }
}
