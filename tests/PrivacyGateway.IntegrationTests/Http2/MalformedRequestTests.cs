using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>Requests that HTTP/2 forbids, or that would mean something else in the forwarded HTTP/1.1 (RFC 9113, section 8).</summary>
[Collection(Http2Collection.Name)]
public sealed class MalformedRequestTests(Http2Fixture fixture)
{
    private static readonly Http2Request Hit = Http2Request.Get(WireHosts.Off, $"{Http2Request.Target}&eid={Http2Fixture.Canary}");

    [Theory]
    [InlineData("Cookie", "miCookieOptOut=1")]
    [InlineData("X-Test", "1")]
    [InlineData("connection", "close")]
    [InlineData("connection", "cookie")]
    [InlineData("keep-alive", "timeout=5")]
    [InlineData("proxy-connection", "keep-alive")]
    [InlineData("upgrade", "websocket")]
    [InlineData("upgrade", "h2c")]
    [InlineData("transfer-encoding", "chunked")]
    [InlineData("transfer-encoding", "identity")]
    [InlineData("te", "gzip")]
    [InlineData("te", "chunked, trailers")]
    [InlineData("x-test", "a\r\nX-Injected: 1")]
    [InlineData("x-test", "a\nb")]
    [InlineData("x-test", "a\rb")]
    [InlineData("x-test", "a\0b")]
    [InlineData("user-agent", "a\r\nX-WT-IP: 192.0.2.1")]
    [InlineData("cookie", "a=b\r\nmiCookieOptOut=1")]
    [InlineData("x test", "1")]
    [InlineData("x:test", "1")]
    [InlineData("x-test\r\nx-injected", "1")]
    [InlineData("", "1")]
    [InlineData(":path", "/111111111111111/wt?p=2")]
    [InlineData(":unknown", "1")]
    [InlineData(":status", "200")]
    public async Task Field_that_HTTP2_forbids_is_refused(string name, string value)
    {
        var exchange = await fixture.SendAsync(Hit with { Fields = [.. Hit.Fields, (name, value)] });

        exchange.WasRefused();
    }

    [Fact]
    public async Task TE_trailers_is_accepted_and_stripped()
    {
        var exchange = await fixture.SendAsync(Hit with { Fields = [.. Hit.Fields, ("te", "trailers")] });

        Assert.Empty(exchange.ForwardedIdentified().HeaderValues("TE"));
    }

    [Theory]
    [InlineData(":method")]
    [InlineData(":path")]
    [InlineData(":scheme")]
    [InlineData(":authority")]
    public async Task Duplicate_pseudo_header_is_refused(string name)
    {
        var twice = Hit.Fields.SelectMany(field => field.Name == name ? [field, field] : new[] { field });

        (await fixture.SendAsync(Hit with { Fields = [.. twice] })).WasRefused();
    }

    [Theory]
    [InlineData(":method")]
    [InlineData(":path")]
    [InlineData(":scheme")]
    public async Task Missing_pseudo_header_is_refused(string name) =>
        (await fixture.SendAsync(Hit.With(name, null))).WasRefused();

    [Fact]
    public async Task Pseudo_header_after_a_field_is_refused() =>
        (await fixture.SendAsync(Hit with { Fields = [("x-test", "1"), .. Hit.Fields] })).WasRefused();

    [Theory]
    [InlineData("https")]
    [InlineData("ftp")]
    [InlineData("http://evil.test/")]
    [InlineData("")]
    public async Task Scheme_that_differs_from_the_connection_is_refused(string scheme) =>
        (await fixture.SendAsync(Hit.With(":scheme", scheme))).WasRefused();

    [Theory]
    [InlineData("http://evil.test/111111111111111/wt")]
    [InlineData("https://off.shop.test/111111111111111/wt?p=1")]
    [InlineData("/111111111111111/wt?p=1#eid=1")]
    [InlineData("/111111111111111/wt#?p=1")]
    [InlineData("//111111111111111/wt?p=1")]
    [InlineData("/111111111111111//wt?p=1")]
    [InlineData("/x/../111111111111111/wt?p=1")]
    [InlineData("/./111111111111111/wt?p=1")]
    [InlineData("/111111111111111/%2e%2e/wt?p=1")]
    [InlineData("/111111111111111%2fwt?p=1")]
    [InlineData("/111111111111111\\wt?p=1")]
    [InlineData("/111111111111111/wt?p=1 HTTP/1.1\r\nX-Injected: 1")]
    [InlineData("/111111111111111/wt?p=1 x")]
    [InlineData("/111111111111111/wt?p=\0")]
    [InlineData("/111111111111111/wt?p=\u00e4")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("111111111111111/wt")]
    [InlineData("?p=1")]
    public async Task Ambiguous_path_is_refused(string path) =>
        (await fixture.SendAsync(Hit.With(":path", path))).WasRefused();

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("PUT")]
    [InlineData("get")]
    [InlineData("G T")]
    [InlineData("GET / HTTP/1.1\r\nX-Injected: 1")]
    [InlineData("")]
    public async Task Method_that_the_pixel_does_not_use_is_refused(string method) =>
        (await fixture.SendAsync(Hit.With(":method", method))).WasRefused();

    [Fact]
    public async Task CONNECT_is_refused()
    {
        var connect = new Http2Request([(":method", "CONNECT"), (":authority", "evil.test:443")]);

        (await fixture.SendAsync(connect)).WasRefused();
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("connect-udp")]
    public async Task Extended_CONNECT_is_refused(string protocol)
    {
        var connect = Hit.With(":method", "CONNECT");

        (await fixture.SendAsync(connect with { Fields = [(":protocol", protocol), .. connect.Fields] })).WasRefused();
    }
}
