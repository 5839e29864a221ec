using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// Every header that the track domain saw, by hand: what a browser, a proxy or .NET itself might add must show up here.
/// The order is Kestrel's, not the browser's: one trait less to tell browsers apart by.
/// </summary>
[Collection(WireTurns.Name)]
public sealed class RequestHeaderTests(WireStage stage)
{
    private const string Eid = "2260000000000000777";

    /// <summary>What browsers send, and all that clients, proxies and libraries might.</summary>
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
    public async Task An_anonymous_get_takes_five_headers_along_and_no_other()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.OptOut,
            $"p=600,home&eid={Eid}&X-WT-IP=203.0.113.77&cs800=1",
            [.. Everything, $"Cookie: miCookieOptOut=1; wtstp_eid={Eid}; PHPSESSID=CANARY"]));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1&cs800=1", exchange.Left.Target);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{stage.TrackDomain.Port}",
                "Accept: image/avif,image/webp,*/*;q=0.8",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
                "Accept-Language: de-DE,de;q=0.9",
                "CDN-Loop: privacy-gateway",
            ],
            exchange.LeftHeaders);
    }

    [Fact]
    public async Task A_bare_anonymous_get_gets_nothing_added_but_the_loop_mark()
    {
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie));

        Assert.Equal([$"Host: 127.0.0.1:{stage.TrackDomain.Port}", "CDN-Loop: privacy-gateway"], exchange.LeftHeaders);
    }

    [Fact]
    public async Task An_identified_get_takes_the_browsers_headers_and_the_vendors_cookies()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.OptOut,
            $"p=600,home&eid={Eid}&X-WT-IP=203.0.113.77&cs800=1",
            [.. Everything, $"Cookie: wtstp_eid={Eid}; PHPSESSID=CANARY; wteid_{Ask.TrackId}=4260000000000000001; _ga=CANARY"]));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&eid={Eid}&cs800=1", exchange.Left.Target);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{stage.TrackDomain.Port}",
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
                $"Cookie: wtstp_eid={Eid}; wteid_{Ask.TrackId}=4260000000000000001",
                "X-WT-IP: 127.0.0.1",
            ],
            exchange.LeftHeaders);
    }

    [Fact]
    public async Task An_anonymous_beacon_takes_its_type_and_length()
    {
        var exchange = await stage.SendAsync(Ask.Batch(
            WireHosts.OptOut,
            $"?p=600,home&eid={Eid}",
            [.. Everything, "Cookie: miCookieOptOut=1"]));

        Assert.Equal("?p=600,home&nc=1", exchange.LeftBody);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{stage.TrackDomain.Port}",
                "Accept: image/avif,image/webp,*/*;q=0.8",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Canary/1",
                "Accept-Language: de-DE,de;q=0.9",
                "Content-Type: text/plain;charset=UTF-8",
                "CDN-Loop: privacy-gateway",
                "Content-Length: 16",
            ],
            exchange.LeftHeaders);
    }

    [Fact]
    public async Task An_identified_sdk_batch_takes_body_and_malformed_type_as_they_are()
    {
        var body = $"wt?p=600,a&eid={Eid}\r\nwt?p=600,b&eid={Eid}";
        var exchange = await stage.SendAsync(Ask.Post(
            WireHosts.Off, $"/{Ask.TrackId}/batch", body, "User-Agent: Mapp/1", "Content-Type: text/plain; utf-8"));

        Assert.Equal(body, exchange.LeftBody);
        Assert.Equal(
            [
                $"Host: 127.0.0.1:{stage.TrackDomain.Port}",
                "User-Agent: Mapp/1",
                "Content-Type: text/plain; utf-8",
                "CDN-Loop: privacy-gateway",
                "X-WT-IP: 127.0.0.1",
                $"Content-Length: {body.Length}",
            ],
            exchange.LeftHeaders);
    }

    [Fact]
    public async Task A_strict_anonymous_get_leaves_no_version_of_the_browser()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.Strict,
            "p=600,home",
            "User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.7123.99 Safari/537.36",
            "Accept-Language: de-CH,de;q=0.9,rm;q=0.8",
            WireHosts.AnonymousCookie));

        Assert.DoesNotContain(exchange.LeftHeaders, header => header.Contains("156.0.7123.99", StringComparison.Ordinal));
        Assert.DoesNotContain(exchange.LeftHeaders, header => header.Contains("rm;q=0.8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Connection_cannot_make_the_gateway_forget_the_cookie_that_opts_out()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.OptOut, $"p=600,home&eid={Eid}", "Connection: Cookie", "Cookie: miCookieOptOut=1"));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", exchange.Left.Target);
        Assert.Empty(WireJudge.Search(exchange.Left.Raw, [Eid]));
    }
}
