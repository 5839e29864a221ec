using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// Every header that the track domain received, by hand: any header that a browser, a proxy or .NET itself adds must show up here.
/// The order is Kestrel's, not the browser's: one trait less to distinguish browsers by.
/// </summary>
[Collection(WireCollection.Name)]
public sealed class RequestHeaderTests(WireFixture fixture)
{
    private const string Eid = "2260000000000000777";

    /// <summary>The headers of browsers, and those that clients, proxies and libraries might add.</summary>
    private static readonly string[] Everything =
    [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
        "Accept: image/avif,image/webp,*/*;q=0.8",
        "Accept-Language: de-DE,de;q=0.9",
        "Accept-Encoding: gzip, deflate, br",
        "Referer: https://www.shop.test/account?user=CANARY",
        "Origin: https://www.shop.test",
        "sec-ch-ua: \"Chromium\";v=\"156\"",
        "sec-ch-ua-mobile: ?0",
        "sec-ch-ua-platform: \"Linux\"",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Mode: no-cors",
        "Sec-Fetch-Dest: image",
        "DNT: 1",
        "Sec-GPC: 1",
        "If-None-Match: \"CANARY\"",
        "If-Modified-Since: Sat, 01 Jan 2022 00:00:00 GMT",
        "If-Range: \"CANARY\"",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "tracestate: canary=1",
        "baggage: user=CANARY",
        "Request-Id: |CANARY.",
        "Correlation-Context: user=CANARY",
        "X-Request-Id: CANARY",
        "X-Forwarded-For: 203.0.113.77",
        "X-Forwarded-Host: evil.test",
        "X-Forwarded-Proto: https",
        "X-Original-For: 203.0.113.77",
        "X-Real-IP: 203.0.113.77",
        "True-Client-IP: 203.0.113.77",
        "CF-Connecting-IP: 203.0.113.77",
        "Forwarded: for=203.0.113.77",
        "Via: 1.1 canary",
        "X-WT-IP: 203.0.113.77",
        "X-WT-UA: CANARY",
        "X-WT-EID: 2260000000000000778",
        "X-WT-RQ: https://www.shop.test/CANARY",
        "Authorization: Basic CANARY",
        "Proxy-Authorization: Basic CANARY",
        "From: canary@shop.test",
        "X-UIDH: CANARY",
        "X-MSISDN: 4917012345",
        "X-Requested-With: com.canary",
        "Save-Data: on",
        "Priority: u=5, i",
        "Cache-Control: no-cache",
        "Pragma: no-cache",
        "Range: bytes=0-1",
        "Cookie2: $Version=1",
        "X-Canary: CANARY",
        "CDN-Loop: other-cdn; id=CANARY",
        "Connection: keep-alive, Cookie",
    ];

    [Fact]
    public async Task Anonymous_GET_is_forwarded_with_exactly_five_headers()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.OptOut,
            $"p=600,home&eid={Eid}&X-WT-IP=203.0.113.77&cs800=1",
            [.. Everything, $"Cookie: miCookieOptOut=1; wtstp_eid={Eid}; PHPSESSID=CANARY"]));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&cs800=1", exchange.Forwarded.Target);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{fixture.TrackDomain.Port}",
                "Accept: image/avif,image/webp,*/*;q=0.8",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
                "Accept-Language: de-DE,de;q=0.9",
                "CDN-Loop: privacy-gateway",
            ],
            exchange.ForwardedHeaders);
    }

    [Fact]
    public async Task Anonymous_GET_without_headers_gets_only_the_loop_header()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie));

        Assert.Equal([$"Host: 127.0.0.1:{fixture.TrackDomain.Port}", "CDN-Loop: privacy-gateway"], exchange.ForwardedHeaders);
    }

    [Fact]
    public async Task Identified_GET_is_forwarded_with_the_browsers_headers_and_vendor_cookies()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.OptOut,
            $"p=600,home&eid={Eid}&X-WT-IP=203.0.113.77&cs800=1",
            [.. Everything, $"Cookie: wtstp_eid={Eid}; PHPSESSID=CANARY; wteid_{RequestSpec.TrackId}=4260000000000000001; _ga=CANARY"]));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&eid={Eid}&cs800=1", exchange.Forwarded.Target);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{fixture.TrackDomain.Port}",
                "Accept: image/avif,image/webp,*/*;q=0.8",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
                "Accept-Encoding: gzip, deflate, br",
                "Accept-Language: de-DE,de;q=0.9",
                "If-Modified-Since: Sat, 01 Jan 2022 00:00:00 GMT",
                "If-None-Match: \"CANARY\"",
                "Origin: https://www.shop.test",
                "Referer: https://www.shop.test/account?user=CANARY",
                "sec-ch-ua: \"Chromium\";v=\"156\"",
                "sec-ch-ua-mobile: ?0",
                "sec-ch-ua-platform: \"Linux\"",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Mode: no-cors",
                "Sec-Fetch-Dest: image",
                "DNT: 1",
                "Sec-GPC: 1",
                "CDN-Loop: privacy-gateway",
                $"Cookie: wtstp_eid={Eid}; wteid_{RequestSpec.TrackId}=4260000000000000001",
                "X-WT-IP: 127.0.0.1",
            ],
            exchange.ForwardedHeaders);
    }

    [Fact]
    public async Task Anonymous_beacon_is_forwarded_with_type_and_length()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(
            WireHosts.OptOut,
            $"?p=600,home&eid={Eid}",
            [.. Everything, "Cookie: miCookieOptOut=1"]));

        Assert.Equal("?p=600,home&nc=1", exchange.ForwardedBody);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{fixture.TrackDomain.Port}",
                "Accept: image/avif,image/webp,*/*;q=0.8",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
                "Accept-Language: de-DE,de;q=0.9",
                "Content-Type: text/plain;charset=UTF-8",
                "CDN-Loop: privacy-gateway",
                "Content-Length: 16",
            ],
            exchange.ForwardedHeaders);
    }

    [Fact]
    public async Task Identified_SDK_batch_is_forwarded_with_unchanged_body_and_malformed_type()
    {
        var body = $"wt?p=600,a&eid={Eid}\r\nwt?p=600,b&eid={Eid}";
        var exchange = await fixture.SendAsync(RequestSpec.Post(
            WireHosts.Off, $"/{RequestSpec.TrackId}/batch", body, "User-Agent: Mapp/1", "Content-Type: text/plain; utf-8"));

        Assert.Equal(body, exchange.ForwardedBody);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{fixture.TrackDomain.Port}",
                "User-Agent: Mapp/1",
                "Content-Type: text/plain; utf-8",
                "CDN-Loop: privacy-gateway",
                "X-WT-IP: 127.0.0.1",
                $"Content-Length: {body.Length}",
            ],
            exchange.ForwardedHeaders);
    }

    [Fact]
    public async Task Strict_anonymous_GET_is_forwarded_without_the_browser_version()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.Strict,
            "p=600,home",
            "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.7123.99 "
                + "Safari/537.36",
            "Accept-Language: de-CH,de;q=0.9,rm;q=0.8",
            WireHosts.AnonymousCookie));

        Assert.DoesNotContain(exchange.ForwardedHeaders, header => header.Contains("156.0.7123.99", StringComparison.Ordinal));
        Assert.DoesNotContain(exchange.ForwardedHeaders, header => header.Contains("rm;q=0.8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_header_cannot_remove_the_opt_out_cookie()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.OptOut, $"p=600,home&eid={Eid}", "Connection: Cookie", "Cookie: miCookieOptOut=1"));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", exchange.Forwarded.Target);
        Assert.Empty(WireJudge.Search(exchange.Forwarded.Raw, [Eid]));
    }
}
