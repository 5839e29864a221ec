using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Every header that the browser saw, by hand.</summary>
[Collection(WireTurns.Name)]
public sealed class AnswerHeaderTests(WireStage stage)
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
    public async Task An_anonymous_browser_sees_the_listed_headers_and_our_reason_phrase()
    {
        var exchange = await stage.SendAsync(
            Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie),
            _ => TrackDomainAnswers.Build(200, "CANARY", Everything, TrackDomainAnswers.Gif));

        Assert.Equal("OK", exchange.Answer.Reason);
        Assert.Equal(TrackDomainAnswers.Gif, exchange.Answer.Body);
        Assert.Equal(
            [
                "Access-Control-Allow-Origin: *",
                "Cache-Control: private, max-age=5",
                "Content-Language: de",
                $"Content-Length: {TrackDomainAnswers.Gif.Length}",
                "Content-Type: image/gif",
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                "Pragma: no-cache",
                "Vary: Accept",
            ],
            exchange.AnswerHeaders.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identified_browser_sees_the_validators_too()
    {
        var exchange = await stage.SendAsync(
            Ask.Hit(WireHosts.OptOut, "p=600,home"),
            _ => TrackDomainAnswers.Build(200, "CANARY", Everything, TrackDomainAnswers.Gif));

        Assert.Equal("OK", exchange.Answer.Reason);
        Assert.Equal(
            [
                "Access-Control-Allow-Origin: *",
                "Cache-Control: private, max-age=5",
                "Content-Language: de",
                $"Content-Length: {TrackDomainAnswers.Gif.Length}",
                "Content-Type: image/gif",
                "ETag: \"CANARY\"",
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                "Last-Modified: Sat, 01 Jan 2022 00:47:11 GMT",
                "Pragma: no-cache",
                "Vary: Accept",
            ],
            exchange.AnswerHeaders.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(WireHosts.Off)]
    [InlineData(WireHosts.OptIn)]
    public async Task An_answer_that_does_not_speak_of_caches_may_not_be_stored(string host)
    {
        var exchange = await stage.SendAsync(
            Ask.Hit(host, "p=600,home"),
            _ => TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "image/gif")], TrackDomainAnswers.Gif));

        Assert.Equal(["no-store"], exchange.Answer.HeaderValues("Cache-Control"));
    }

    [Fact]
    public async Task A_strict_anonymous_browser_sees_our_gif_whatever_the_track_domain_says()
    {
        foreach (var status in new[] { 200, 204, 302, 404 })
        {
            var exchange = await stage.SendAsync(
                Ask.Hit(WireHosts.Strict, "p=600,home", WireHosts.AnonymousCookie),
                _ => TrackDomainAnswers.Build(status, "CANARY", Everything, status == 204 ? [] : TrackDomainAnswers.Gif));

            exchange.IsOurGif();
            Assert.Equal(
                ["Cache-Control: no-store", "Content-Length: 42", "Content-Type: image/gif"],
                exchange.AnswerHeaders.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(WireHosts.Strict, WireHosts.AnonymousCookie)]
    [InlineData(WireHosts.OptOut, WireHosts.AnonymousCookie)]
    [InlineData(WireHosts.OptOut, "Cookie: a=b")]
    public async Task A_server_error_is_a_503_without_a_body_so_that_the_pixel_keeps_the_hit(string host, string cookie)
    {
        var exchange = await stage.SendAsync(
            Ask.Hit(host, "p=600,home", cookie),
            _ => TrackDomainAnswers.Build(500, "CANARY", Everything, "CANARY"u8.ToArray()));

        exchange.IsBare(503);
        Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WireHosts.OptIn)]
    [InlineData(WireHosts.Off)]
    public async Task A_compressed_answer_passes_as_it_is(string host)
    {
        byte[] body = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var exchange = await stage.SendAsync(
            Ask.Hit(host, "p=600,home", "Accept-Encoding: gzip"),
            _ => TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "image/gif"), new("Content-Encoding", "gzip")], body));

        Assert.Equal(body, exchange.Answer.Body);
        Assert.Equal(["gzip"], exchange.Answer.HeaderValues("Content-Encoding"));
    }

    [Fact]
    public async Task Status_and_body_of_the_track_domain_pass_in_standard()
    {
        foreach (var status in new[] { 200, 403, 404, 410 })
        {
            var exchange = await stage.SendAsync(
                Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie),
                _ => TrackDomainAnswers.Build(status, "CANARY", [new("Retry-After", "5")], "said"u8.ToArray()));

            Assert.Equal(status, exchange.Answer.Status);
            Assert.Equal("said"u8.ToArray(), exchange.Answer.Body);
            Assert.Equal(["5"], exchange.Answer.HeaderValues("Retry-After"));
            Assert.NotEqual("CANARY", exchange.Answer.Reason);
        }
    }
}
