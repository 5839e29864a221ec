using System.Diagnostics;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A header block that does not end. It waits for the gateway's own timeout, beside the other tests.</summary>
public sealed class SlowHeaderTests : IAsyncLifetime
{
    private readonly RecordingTrackDomain _trackDomain = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _trackDomain.DisposeAsync();

    [Fact]
    public async Task Headers_that_do_not_end_are_given_up_within_the_timeout()
    {
        await using var gateway = await GatewayProcess.StartAsync(WireHosts.Config(
            _trackDomain.Address,
            _trackDomain.Address,
            """ "Kestrel": { "Endpoints": { "Cleartext": { "Url": "http://127.0.0.1:0", "Protocols": "Http2" } } }, """));
        await using var client = await Http2Client.ConnectAsync(gateway.Port);
        var stream = client.NewStream();

        // Settings first: nothing may stand between the pieces of a header block, not even their acknowledgement.
        while (await client.ReadFrameAsync() is { Type: not Frame.Settings })
        {
            // What comes before is of no interest.
        }

        var start = Stopwatch.GetTimestamp();

        await client.SendAsync(new Frame(Frame.Headers, Frame.EndStream, stream, HeaderBlock.Write(Http2Request.Get(WireHosts.Off, Http2Request.Target).Fields)));
        var answer = await client.ReadAnswerAsync(stream);

        Assert.NotNull(answer.ErrorCode);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(15));
        Assert.Empty(_trackDomain.Requests);
    }
}
