using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A header block that does not end.</summary>
public sealed class SlowHeaderTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Headers_that_do_not_end_are_given_up_when_their_timeout_has_passed()
    {
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            _trackDomain.Address,
            _trackDomain.Address,
            """ "Kestrel": { "Limits": { "RequestHeadersTimeout": "00:00:01" }, "Endpoints": { "Cleartext": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" } } }, """));
        await using var client = await Http2Client.ConnectAsync(gateway.Port);
        var stream = client.NewStream();

        // Settings first: nothing may stand between the pieces of a header block, not even their acknowledgement.
        while (await client.ReadFrameAsync() is { Type: not Frame.Settings })
        {
            // What comes before is of no interest.
        }

        await client.SendAsync(new Frame(Frame.Headers, Frame.EndStream, stream, HeaderBlock.Write(Http2Request.Get(WireHosts.Off, Http2Request.Target).Fields)));
        var answer = await client.ReadAnswerAsync(stream);

        Assert.NotNull(answer.ErrorCode);
        Assert.Empty(_trackDomain.Requests);
    }
}
