using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Every header that the browser received, by hand.</summary>
[Collection(WireCollection.Name)]
public sealed class ResponseHeaderTests(WireFixture fixture)
{
    private static readonly KeyValuePair<string, string>[] Everything =
    [
        new("Content-Type", "image/gif"),
        new("Content-Language", "de"),
        new("Cache-Control", "private, max-age=5"),
        new("Pragma", "no-cache"),
        new("Expires", "Thu, 01 Jan 1970 00:00:00 GMT"),
        new("Vary", "Accept"),
        new("Access-Control-Allow-Origin", "*"),
        new("Access-Control-Expose-Headers", "X-Canary"),
        new("ETag", "\"CANARY\""),
        new("Last-Modified", "Sat, 01 Jan 2022 00:47:11 GMT"),
        new("Age", "4711"),
        new("NEL", "{\"report_to\":\"CANARY\"}"),
        new("Report-To", "{\"group\":\"CANARY\"}"),
        new("Reporting-Endpoints", "a=\"https://CANARY.test\""),
        new("Server-Timing", "id;desc=CANARY"),
        new("Alt-Svc", "h3=\"CANARY.test:443\""),
        new("Accept-CH", "Sec-CH-UA-Model"),
        new("Critical-CH", "Sec-CH-UA-Model"),
        new("Strict-Transport-Security", "max-age=4711"),
        new("Public-Key-Pins", "pin-sha256=\"CANARY\"; max-age=5"),
        new("Clear-Site-Data", "\"cookies\""),
        new("Refresh", "0; url=https://CANARY.test/"),
        new("Link", "<https://CANARY.test/>; rel=preload"),
        new("Content-Location", "/CANARY"),
        new("Location", "/CANARY"),
        new("P3P", "CP=CANARY"),
        new("Timing-Allow-Origin", "*"),
        new("Server", "CANARY"),
        new("Via", "1.1 CANARY"),
        new("X-Powered-By", "CANARY"),
        new("X-Canary", "CANARY"),
        new("WWW-Authenticate", "Basic realm=CANARY"),
        new("SourceMap", "/CANARY"),
        new("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        new("Content-Security-Policy", "report-uri https://CANARY.test/"),
        new("Content-Disposition", "inline; filename=CANARY"),
        new("Connection", "keep-alive"),
        new("Keep-Alive", "timeout=4711"),
    ];

    [Fact]
    public async Task Anonymous_browser_gets_the_listed_headers_and_the_gateways_reason_phrase()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie),
            _ => TrackDomainResponses.Build(200, "CANARY", Everything, TrackDomainResponses.Gif));

        Assert.Equal("OK", exchange.Response.Reason);
        Assert.Equal(TrackDomainResponses.Gif, exchange.Response.Body);
        Assert.Equal(
            [
                "Access-Control-Allow-Origin: *",
                "Cache-Control: private",
                "Content-Language: de",
                $"Content-Length: {TrackDomainResponses.Gif.Length}",
                "Content-Type: image/gif",
                "Pragma: no-cache",
                "Vary: Accept",
            ],
            exchange.ResponseHeaders.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identified_browser_also_gets_the_validators()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home"),
            _ => TrackDomainResponses.Build(200, "CANARY", Everything, TrackDomainResponses.Gif));

        Assert.Equal("OK", exchange.Response.Reason);
        Assert.Equal(
            [
                "Access-Control-Allow-Origin: *",
                "Cache-Control: private, max-age=5",
                "Content-Language: de",
                $"Content-Length: {TrackDomainResponses.Gif.Length}",
                "Content-Type: image/gif",
                "ETag: \"CANARY\"",
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                "Last-Modified: Sat, 01 Jan 2022 00:47:11 GMT",
                "Pragma: no-cache",
                "Vary: Accept",
            ],
            exchange.ResponseHeaders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(WireHosts.Off)]
    [InlineData(WireHosts.OptIn)]
    public async Task Response_without_cache_headers_gets_no_store(string host)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(host, "p=600,home"),
            _ => TrackDomainResponses.Build(200, "OK", [new("Content-Type", "image/gif")], TrackDomainResponses.Gif));

        Assert.Equal(["no-store"], exchange.Response.HeaderValues("Cache-Control"));
    }

    [Fact]
    public async Task Strict_anonymous_browser_always_gets_the_gateways_pixel()
    {
        foreach (var status in new[] { 200, 204, 302, 404 })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie),
                _ => TrackDomainResponses.Build(status, "CANARY", Everything, status == 204 ? [] : TrackDomainResponses.Gif));

            exchange.IsOurGif();
            Assert.Equal(
                ["Cache-Control: no-store", "Content-Length: 42", "Content-Type: image/gif"],
                exchange.ResponseHeaders.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(WireHosts.Strict, WireHosts.AnonymousCookie)]
    [InlineData(WireHosts.OptOut, WireHosts.AnonymousCookie)]
    [InlineData(WireHosts.OptOut, "Cookie: a=b")]
    public async Task Server_error_of_the_track_domain_is_a_503_without_a_body(string host, string cookie)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(host, "p=600,home", cookie),
            _ => TrackDomainResponses.Build(500, "CANARY", Everything, "CANARY"u8.ToArray()));

        exchange.IsBare(503);
        Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WireHosts.OptIn)]
    [InlineData(WireHosts.Off)]
    public async Task Compressed_response_is_forwarded_unchanged(string host)
    {
        byte[] body = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(host, "p=600,home", "Accept-Encoding: gzip"),
            _ => TrackDomainResponses.Build(200, "OK", [new("Content-Type", "image/gif"), new("Content-Encoding", "gzip")], body));

        Assert.Equal(body, exchange.Response.Body);
        Assert.Equal(["gzip"], exchange.Response.HeaderValues("Content-Encoding"));
    }

    [Fact]
    public async Task Standard_level_preserves_status_and_body_of_the_track_domain()
    {
        foreach (var status in new[] { 200, 403, 404, 410 })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie),
                _ => TrackDomainResponses.Build(status, "CANARY", [new("Retry-After", "5")], "said"u8.ToArray()));

            Assert.Equal(status, exchange.Response.Status);
            Assert.Equal("said"u8.ToArray(), exchange.Response.Body);
            Assert.Equal(["5"], exchange.Response.HeaderValues("Retry-After"));
            Assert.NotEqual("CANARY", exchange.Response.Reason);
        }
    }
}
