using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>An unterminated header block.</summary>
public sealed class SlowHeaderTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Unterminated_headers_end_the_connection_after_the_timeout()
    {
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            _trackDomain.Address,
            _trackDomain.Address,
            """ "Kestrel": { "Limits": { "RequestHeadersTimeout": "00:00:01" }, "Endpoints": { "Cleartext": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" } } }, """));
        await using var client = await Http2Client.ConnectAsync(gateway.Port);
        var stream = client.NewStream();

        // Settings first: nothing may come between the pieces of a header block, not even their acknowledgement.
        while (await client.ReadFrameAsync() is { Type: not Frame.Settings })
        {
            // Earlier frames do not matter.
        }

        await client.SendAsync(new Frame(
            Frame.Headers, Frame.EndStream, stream, HeaderBlock.Write(Http2Request.Get(WireHosts.Off, Http2Request.Target).Fields)));
        var response = await client.ReadResponseAsync(stream);

        Assert.NotNull(response.ErrorCode);
        Assert.Empty(_trackDomain.Requests);
    }
}
