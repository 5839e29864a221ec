using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>One gateway process with production logging between raw sockets on both sides; the requests go one after another.</summary>
public sealed class WireStage : IAsyncLifetime
{
    public RecordingTrackDomain TrackDomain { get; } = new();

    public BrokenTrackDomain Broken { get; } = new();

    public GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Gateway = await GatewayProcess.StartAsync(WireHosts.Config(TrackDomain.Address, Broken.Address));

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        await TrackDomain.DisposeAsync();
        await Broken.DisposeAsync();
    }

    internal Task<Exchange> SendAsync(Ask ask, Func<RecordedRequest, byte[]>? answer = null) => SendAsync(ask.Bytes(), answer);

    /// <param name="request">The bytes of one request.</param>
    /// <param name="answer">What the track domain says; by default the pixel and its two server cookies.</param>
    internal async Task<Exchange> SendAsync(byte[] request, Func<RecordedRequest, byte[]>? answer = null)
    {
        TrackDomain.Clear();
        TrackDomain.Answer = answer ?? TrackDomainAnswers.Pixel;
        var got = await RawClient.SendAsync(Gateway.Port, request);
        return new Exchange(got, TrackDomain.Requests);
    }
}
