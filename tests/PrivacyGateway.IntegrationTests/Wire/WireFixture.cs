using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>One gateway process with production logging between raw sockets on both sides; the requests are sequential.</summary>
public sealed class WireFixture : IAsyncLifetime
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

    internal Task<Exchange> SendAsync(RequestSpec spec, Func<RecordedRequest, byte[]>? response = null) =>
        SendAsync(spec.Bytes(), response);

    /// <param name="request">The bytes of one request.</param>
    /// <param name="response">The track domain's response; by default the pixel and its two server cookies.</param>
    internal async Task<Exchange> SendAsync(byte[] request, Func<RecordedRequest, byte[]>? response = null)
    {
        TrackDomain.Clear();
        TrackDomain.Response = response ?? TrackDomainResponses.Pixel;
        var got = await RawClient.SendAsync(Gateway.Port, request);
        return new Exchange(got, TrackDomain.Requests);
    }
}
