using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>
/// Lengths and trailers: the forwarded HTTP/1.1 request must be exactly one request with the body that was read (threat model R11, R32).
/// </summary>
[Collection(Http2Collection.Name)]
public sealed class BodyFramingTests(Http2Fixture fixture)
{
    private const string Body = "?p=600,home&cg1=shop";

    private static readonly string Smuggled = $"GET /111111111111111/wt?eid={Http2Fixture.Canary} HTTP/1.1\r\nHost: x\r\n\r\n";

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
    public async Task Content_Length_that_differs_from_the_body_is_refused(string length)
    {
        var exchange = await fixture.SendAsync(Batch(Body, ("content-length", length)));

        exchange.WasRefused();
    }

    /// <summary>Kestrel reads it as a number; the forwarded request has its own length.</summary>
    [Fact]
    public async Task Signed_Content_Length_is_forwarded_without_the_sign()
    {
        var forwarded = (await fixture.SendAsync(Batch(Body, ("content-length", "+20")))).ForwardedAnonymously();

        Assert.Equal(["25"], forwarded.HeaderValues("Content-Length"));
    }

    [Fact]
    public async Task Request_with_two_Content_Length_headers_is_refused()
    {
        var exchange = await fixture.SendAsync(Batch(Body, ("content-length", "20"), ("content-length", "5")));

        exchange.WasRefused();
    }

    [Fact]
    public async Task Content_Length_without_a_body_is_refused()
    {
        var request = Batch(Body, ("content-length", "20")) with { Body = null };

        (await fixture.SendAsync(request)).WasRefused();
    }

    [Theory]
    [InlineData("content-length", "0")]
    [InlineData("transfer-encoding", "chunked")]
    public async Task Request_smuggled_behind_a_short_length_is_refused(string name, string value)
    {
        var exchange = await fixture.SendAsync(Batch("0\r\n\r\n" + Smuggled, (name, value)));

        exchange.WasRefused();
    }

    [Fact]
    public async Task Body_without_a_length_is_forwarded_with_Content_Length()
    {
        var forwarded = (await fixture.SendAsync(Batch(Body))).ForwardedAnonymously();

        Assert.Equal("?p=600,home&nc=1&cg1=shop", Encoding.Latin1.GetString(forwarded.Body));
        Assert.Equal(["25"], forwarded.HeaderValues("Content-Length"));
        Assert.Empty(forwarded.HeaderValues("Transfer-Encoding"));
    }

    [Fact]
    public async Task Body_in_many_frames_is_forwarded_as_one_body()
    {
        var request = Batch($"?p=600,home&eid={Http2Fixture.Canary}&cg1=shop");
        var exchange = await fixture.SendAsync(async port =>
        {
            await using var client = await Http2Client.ConnectAsync(port);
            var stream = client.NewStream();
            var frames = request.Frames(stream).ToArray();
            await client.SendAsync([frames[0], .. frames[1].Payload.Select(value => new Frame(Frame.Data, 0, stream, [value])),
                new Frame(Frame.Data, Frame.EndStream, stream, [])]);
            return await client.ReadResponseAsync(stream);
        });

        Assert.Equal("?p=600,home&nc=1&cg1=shop", Encoding.Latin1.GetString(exchange.ForwardedAnonymously().Body));
    }

    [Fact]
    public async Task GET_request_with_a_body_is_refused()
    {
        var exchange = await fixture.SendAsync(Batch(Body).With(":method", "GET").With(":path", Http2Request.Target));

        exchange.WasRefused();
    }

    [Theory]
    [InlineData(WireHosts.OptOut)]
    [InlineData(WireHosts.Off)]
    public async Task Trailers_are_stripped(string host)
    {
        var request = Batch(Body).With(":authority", host) with
        {
            Trailers = [("x-wt-eid", Http2Fixture.Canary), ("cookie", $"wtstp_eid={Http2Fixture.Canary}"),
                ("miCookieOptOut".ToLowerInvariant(), Http2Fixture.Canary)],
        };

        var exchange = await fixture.SendAsync(request);

        Assert.Equal(200, exchange.Response.Status);
        Assert.DoesNotContain(Http2Fixture.Canary, Encoding.Latin1.GetString(Assert.Single(exchange.Seen).Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_cookie_in_a_trailer_is_ignored()
    {
        var request = Http2Request.Post(
            WireHosts.OptIn, "/111111111111111/batch", $"?p=600,home&eid={Http2Fixture.Canary}", ("content-type", "text/plain")) with
        {
            Trailers = [("cookie", "miCookieOptOut=1")],
        };

        (await fixture.SendAsync(request)).ForwardedAnonymously();
    }

    [Fact]
    public async Task Pseudo_header_in_the_trailers_is_refused()
    {
        var exchange = await fixture.SendAsync(Batch(Body) with { Trailers = [(":path", "/x")] });

        exchange.WasRefused();
    }

    private static Http2Request Batch(string body, params (string Name, string Value)[] fields) => Http2Request.Post(
        WireHosts.OptOut, "/111111111111111/batch", body, [("cookie", "miCookieOptOut=1"), ("content-type", "text/plain"), .. fields]);
}
