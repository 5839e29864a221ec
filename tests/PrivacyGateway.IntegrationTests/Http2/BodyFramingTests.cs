using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>Lengths and trailers: the HTTP/1.1 request that leaves must be one request, and only what was read (threat model R11, R32).</summary>
[Collection(Http2Turns.Name)]
public sealed class BodyFramingTests(Http2Stage stage)
{
    private const string Body = "?p=600,home&cg1=shop";

    private static readonly string Smuggled = $"GET /111111111111111/wt?eid={Http2Stage.Canary} HTTP/1.1\r\nHost: x\r\n\r\n";

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("21")]
    [InlineData("4000")]
    [InlineData("-1")]
    [InlineData("20, 20")]
    [InlineData("0x14")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task A_length_that_is_not_the_bodys_is_refused(string length)
    {
        var exchange = await stage.SendAsync(Batch(Body, ("content-length", length)));

        exchange.WasRefused();
    }

    /// <summary>Kestrel reads it as the number that it is; what leaves states its own.</summary>
    [Fact]
    public async Task A_length_with_a_sign_does_not_leave_so()
    {
        var left = (await stage.SendAsync(Batch(Body, ("content-length", "+20")))).LeftAnonymously();

        Assert.Equal(["25"], left.HeaderValues("Content-Length"));
    }

    [Fact]
    public async Task Two_lengths_are_refused()
    {
        var exchange = await stage.SendAsync(Batch(Body, ("content-length", "20"), ("content-length", "5")));

        exchange.WasRefused();
    }

    [Fact]
    public async Task A_length_without_a_body_is_refused()
    {
        var request = Batch(Body, ("content-length", "20")) with { Body = null };

        (await stage.SendAsync(request)).WasRefused();
    }

    [Theory]
    [InlineData("content-length", "0")]
    [InlineData("transfer-encoding", "chunked")]
    public async Task A_second_request_behind_a_short_length_does_not_leave(string name, string value)
    {
        var exchange = await stage.SendAsync(Batch("0\r\n\r\n" + Smuggled, (name, value)));

        exchange.WasRefused();
    }

    [Fact]
    public async Task A_body_without_a_stated_length_leaves_with_one()
    {
        var left = (await stage.SendAsync(Batch(Body))).LeftAnonymously();

        Assert.Equal("?p=600,home&nc=1&cg1=shop", Encoding.Latin1.GetString(left.Body));
        Assert.Equal(["25"], left.HeaderValues("Content-Length"));
        Assert.Empty(left.HeaderValues("Transfer-Encoding"));
    }

    [Fact]
    public async Task A_body_in_many_frames_is_one_body()
    {
        var request = Batch($"?p=600,home&eid={Http2Stage.Canary}&cg1=shop");
        var exchange = await stage.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            var frames = request.Frames(stream).ToArray();
            await client.SendAsync([frames[0], .. frames[1].Payload.Select(value => new Frame(Frame.Data, 0, stream, [value])), new Frame(Frame.Data, Frame.EndStream, stream, [])]);
            return await client.ReadAnswerAsync(stream);
        });

        Assert.Equal("?p=600,home&nc=1&cg1=shop", Encoding.Latin1.GetString(exchange.LeftAnonymously().Body));
    }

    [Fact]
    public async Task A_body_with_a_get_is_refused()
    {
        var exchange = await stage.SendAsync(Batch(Body).With(":method", "GET").With(":path", Http2Request.Target));

        exchange.WasRefused();
    }

    [Theory]
    [InlineData(WireHosts.OptOut)]
    [InlineData(WireHosts.Off)]
    public async Task Trailers_stay_behind(string host)
    {
        var request = Batch(Body).With(":authority", host) with
        {
            Trailers = [("x-wt-eid", Http2Stage.Canary), ("cookie", $"wtstp_eid={Http2Stage.Canary}"), ("miCookieOptOut".ToLowerInvariant(), Http2Stage.Canary)],
        };

        var exchange = await stage.SendAsync(request);

        Assert.Equal(200, exchange.Answer.Status);
        Assert.DoesNotContain(Http2Stage.Canary, Encoding.Latin1.GetString(Assert.Single(exchange.Seen).Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_in_a_trailer_is_none()
    {
        var request = Http2Request.Post(WireHosts.OptIn, "/111111111111111/batch", $"?p=600,home&eid={Http2Stage.Canary}", ("content-type", "text/plain")) with
        {
            Trailers = [("cookie", "miCookieOptOut=1")],
        };

        (await stage.SendAsync(request)).LeftAnonymously();
    }

    [Fact]
    public async Task A_pseudo_header_in_the_trailers_is_refused()
    {
        var exchange = await stage.SendAsync(Batch(Body) with { Trailers = [(":path", "/x")] });

        exchange.WasRefused();
    }

    private static Http2Request Batch(string body, params (string Name, string Value)[] fields) => Http2Request.Post(
        WireHosts.OptOut, "/111111111111111/batch", body, [("cookie", "miCookieOptOut=1"), ("content-type", "text/plain"), .. fields]);
}
