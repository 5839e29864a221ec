using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Syntax that no pixel sends gets a 4xx, and is not forwarded.</summary>
[Collection(WireCollection.Name)]
public sealed class RefusalTests(WireFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;

    [Theory]
    [InlineData("/")]
    [InlineData("/robots.txt")]
    [InlineData("/favicon.ico")]
    [InlineData("/healthz")]
    [InlineData("/metrics")]
    [InlineData("/demo")]
    [InlineData("/?p=600,home&eid=2260000000000000777")]
    [InlineData("/wt?p=600,home")]
    [InlineData("/11111111111111/wt?p=600,home")]
    [InlineData("/1111111111111111/wt?p=600,home")]
    [InlineData(Path)]
    [InlineData(Path + "/")]
    [InlineData(Path + "/WT?p=600,home")]
    [InlineData(Path + "/wt/?p=600,home")]
    [InlineData(Path + "/wt;x=1?p=600,home")]
    [InlineData(Path + "/wt/extra")]
    [InlineData(Path + "/Batch")]
    [InlineData(Path + "/re")]
    [InlineData(Path + ",/wt")]
    [InlineData(Path + ",222/wt")]
    [InlineData("/js")]
    [InlineData("/jsx/a.js")]
    [InlineData("/JS/a.js")]
    public async Task Unknown_path_is_not_found(string target)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Off })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Get(host, target));

            exchange.IsBare(404);
            exchange.NothingForwarded();
        }
    }

    [Theory]
    [InlineData("unknown.test")]
    [InlineData("optout.shop.test.evil.test")]
    [InlineData("xoptout.shop.test")]
    [InlineData("shop.test")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    public async Task Unknown_host_is_misdirected(string host)
    {
        foreach (var target in new[] { "/", Path + "/wt?p=600,home&eid=2260000000000000777", "/healthz" })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Get(host, target));

            exchange.IsBare(421);
            exchange.NothingForwarded();
        }
    }

    [Theory]
    [InlineData("OPTOUT.shop.test")]
    [InlineData("optout.shop.test:8443")]
    public async Task Host_selects_the_same_policy_in_any_case_and_with_any_port(string host)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, "p=600,home&eid=2260000000000000777", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1", exchange.Forwarded.Target);
    }

    [Fact]
    public async Task Host_in_a_proxy_header_does_not_select_a_policy()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            WireHosts.OptIn, "p=600,home&eid=2260000000000000777", $"X-Forwarded-Host: {WireHosts.Off}", $"Forwarded: host={WireHosts.Off}",
            $"X-Original-Host: {WireHosts.Off}"));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1", exchange.Forwarded.Target);
    }

    [Theory]
    [InlineData("//111111111111111/wt?p=600,home")]
    [InlineData(Path + "//wt?p=600,home")]
    [InlineData(Path + "/./wt?p=600,home")]
    [InlineData(Path + "/x/../wt?p=600,home")]
    [InlineData("/.." + Path + "/wt")]
    [InlineData(Path + "/..")]
    [InlineData(Path + "/.")]
    [InlineData(Path + "%2fwt?p=600,home")]
    [InlineData(Path + "%2Fwt?p=600,home")]
    [InlineData(Path + "/%2e%2e/wt")]
    [InlineData(Path + "/w%74?p=600,home")]
    [InlineData(Path + "\\wt?p=600,home")]
    [InlineData(Path + "/wt?p=600,home#eid=2260000000000000777")]
    [InlineData(Path + "/wt#fragment")]
    [InlineData("http://off.shop.test" + Path + "/wt?p=600,home")]
    [InlineData("https://evil.test" + Path + "/wt?p=600,home")]
    [InlineData("?p=600,home")]
    [InlineData(Path + "/wt?p=600,ho\u00e4me")]
    [InlineData(Path + "/wt?p=600\tx")]
    [InlineData(Path + "/wt?p=600\0x")]
    public async Task Ambiguous_request_target_is_refused(string target)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Off })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Get(host, target));

            exchange.IsBare(400);
            exchange.NothingForwarded();
        }
    }

    public static TheoryData<string, string> OddHeads => new()
    {
        { "both lengths",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Type: text/plain\r\nContent-Length: "
                + "6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "both lengths, other order",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: chunked\r\nContent-Length: "
                + "6\r\nContent-Type: text/plain\r\n\r\n0\r\n\r\n" },
        { "two lengths",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\n?p=600" },
        { "authority-form", "GET off.shop.test:443 HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "asterisk-form", "GET * HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "asterisk-form with OPTIONS", "OPTIONS * HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "two encodings",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
                + "chunked\r\n\r\n0\r\n\r\n" },
        { "a negative length", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: -6\r\n\r\n?p=600" },
        { "a length in hex", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: 0x6\r\n\r\n?p=600" },
        { "a bare line feed behind a header", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\nCookie: a=b\r\n\r\n" },
        { "odd encoding",
            "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: gzip, chunked\r\nContent-Type: "
                + "text/plain\r\n\r\n0\r\n\r\n" },
        { "identity encoding", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: identity\r\n\r\n" },
        { "websocket",
            "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade\r\nUpgrade: "
                + "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" },
        { "h2c beside another protocol",
            "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c, "
                + "websocket\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n" },
        { "h2c and a second upgrade line",
            "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: "
                + "websocket\r\n\r\n" },
        { "h2c with a version",
            "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade\r\nUpgrade: h2c/1\r\n\r\n" },
        { "h2c over HTTP/1.0",
            "GET /111111111111111/wt?p=600,a HTTP/1.0\r\nHost: off.shop.test\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n" },
        { "no host", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\n\r\n" },
        { "two hosts", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nHost: optin.shop.test\r\n\r\n" },
        { "a host with a path", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test/x\r\n\r\n" },
        { "a folded header",
            "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nCookie: a=b;\r\n miCookieOptOut=1\r\n\r\n" },
        { "a space before the colon", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nCookie : a=b\r\n\r\n" },
        { "a bare line feed", "GET /111111111111111/wt?p=600,a HTTP/1.1\nHost: off.shop.test\n\n" },
    };

    [Theory]
    [MemberData(nameof(OddHeads))]
    public async Task Malformed_request_head_is_refused(string description, string request)
    {
        var exchange = await fixture.SendAsync(Encoding.Latin1.GetBytes(request));

        Assert.True(exchange.Response.Status is >= 400 and < 500, $"{description}: {exchange.Response.Status}");
        Assert.Empty(exchange.Response.Body);
        exchange.NothingForwarded();
    }

    [Fact]
    public async Task Signed_Content_Length_is_forwarded_as_one_well_formed_request()
    {
        var exchange =
            await fixture.SendAsync(
                "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Type: text/plain\r\nContent-Length: +6\r\n\r\n?p=600"u8.ToArray());

        Assert.Equal("?p=600", exchange.ForwardedBody);
        Assert.Equal(["6"], exchange.Forwarded.HeaderValues("Content-Length"));
    }

    [Theory]
    [InlineData("CDN-Loop: privacy-gateway")]
    [InlineData("CDN-Loop: other, Privacy-Gateway; x=1")]
    [InlineData("CDN-Loop: other|CDN-Loop: privacy-gateway")]
    public async Task Request_that_already_passed_the_gateway_is_refused_as_a_loop(string lines)
    {
        foreach (var target in new[] { Path + "/wt?p=600,home", "/js/a.js", Path + "/optout" })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Get(WireHosts.OptOut, target, lines.Split('|')));

            exchange.IsBare(508);
            exchange.NothingForwarded();
        }
    }
}
