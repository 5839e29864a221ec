using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Syntax that no pixel sends gets a 4xx, and the track domain never hears of it.</summary>
[Collection(WireTurns.Name)]
public sealed class RefusalTests(WireStage stage)
{
    private const string Path = "/" + Ask.TrackId;

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
    public async Task An_unknown_path_is_not_found(string target)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Off })
        {
            var exchange = await stage.SendAsync(Ask.Get(host, target));

            exchange.IsBare(404);
            exchange.NothingLeft();
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
    public async Task An_unknown_host_is_misdirected(string host)
    {
        foreach (var target in new[] { "/", Path + "/wt?p=600,home&eid=2260000000000000777", "/healthz" })
        {
            var exchange = await stage.SendAsync(Ask.Get(host, target));

            exchange.IsBare(421);
            exchange.NothingLeft();
        }
    }

    [Theory]
    [InlineData("OPTOUT.shop.test")]
    [InlineData("optout.shop.test:8443")]
    public async Task Case_and_port_of_a_host_select_the_same_policy(string host)
    {
        var exchange = await stage.SendAsync(Ask.Hit(host, "p=600,home&eid=2260000000000000777", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1", exchange.Left.Target);
    }

    [Fact]
    public async Task A_host_that_a_proxy_claims_chooses_nothing()
    {
        var exchange = await stage.SendAsync(Ask.Hit(
            WireHosts.OptIn, "p=600,home&eid=2260000000000000777", $"X-Forwarded-Host: {WireHosts.Off}", $"Forwarded: host={WireHosts.Off}", $"X-Original-Host: {WireHosts.Off}"));

        Assert.Equal($"{Path}/wt?p=600,home&nc=1", exchange.Left.Target);
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
    public async Task A_target_that_readers_could_understand_differently_is_refused(string target)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Off })
        {
            var exchange = await stage.SendAsync(Ask.Get(host, target));

            exchange.IsBare(400);
            exchange.NothingLeft();
        }
    }

    public static TheoryData<string, string> OddHeads => new()
    {
        { "both lengths", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "both lengths, other order", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\nContent-Type: text/plain\r\n\r\n0\r\n\r\n" },
        { "two lengths", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: 0\r\nContent-Length: 6\r\n\r\n?p=600" },
        { "authority-form", "GET off.shop.test:443 HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "asterisk-form", "GET * HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "asterisk-form with OPTIONS", "OPTIONS * HTTP/1.1\r\nHost: off.shop.test\r\n\r\n" },
        { "two encodings", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
        { "a negative length", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: -6\r\n\r\n?p=600" },
        { "a length in hex", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Length: 0x6\r\n\r\n?p=600" },
        { "a bare line feed behind a header", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\nCookie: a=b\r\n\r\n" },
        { "odd encoding", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: gzip, chunked\r\nContent-Type: text/plain\r\n\r\n0\r\n\r\n" },
        { "identity encoding", "POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nTransfer-Encoding: identity\r\n\r\n" },
        { "websocket", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" },
        { "h2c", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n" },
        { "no host", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\n\r\n" },
        { "two hosts", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nHost: optin.shop.test\r\n\r\n" },
        { "a host with a path", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test/x\r\n\r\n" },
        { "a folded header", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nCookie: a=b;\r\n miCookieOptOut=1\r\n\r\n" },
        { "a blank before the colon", "GET /111111111111111/wt?p=600,a HTTP/1.1\r\nHost: off.shop.test\r\nCookie : a=b\r\n\r\n" },
        { "a bare line feed", "GET /111111111111111/wt?p=600,a HTTP/1.1\nHost: off.shop.test\n\n" },
    };

    [Theory]
    [MemberData(nameof(OddHeads))]
    public async Task A_head_that_no_pixel_sends_is_refused(string what, string request)
    {
        var exchange = await stage.SendAsync(Encoding.Latin1.GetBytes(request));

        Assert.True(exchange.Answer.Status is >= 400 and < 500, $"{what}: {exchange.Answer.Status}");
        Assert.Empty(exchange.Answer.Body);
        exchange.NothingLeft();
    }

    [Fact]
    public async Task A_signed_length_that_Kestrel_understands_leaves_as_one_well_formed_request()
    {
        var exchange = await stage.SendAsync("POST /111111111111111/batch HTTP/1.1\r\nHost: off.shop.test\r\nContent-Type: text/plain\r\nContent-Length: +6\r\n\r\n?p=600"u8.ToArray());

        Assert.Equal("?p=600", exchange.LeftBody);
        Assert.Equal(["6"], exchange.Left.HeaderValues("Content-Length"));
    }

    [Theory]
    [InlineData("CDN-Loop: privacy-gateway")]
    [InlineData("CDN-Loop: other, Privacy-Gateway; x=1")]
    [InlineData("CDN-Loop: other|CDN-Loop: privacy-gateway")]
    public async Task What_has_been_through_the_gateway_is_a_loop(string lines)
    {
        foreach (var target in new[] { Path + "/wt?p=600,home", "/js/a.js", Path + "/optout" })
        {
            var exchange = await stage.SendAsync(Ask.Get(WireHosts.OptOut, target, lines.Split('|')));

            exchange.IsBare(508);
            exchange.NothingLeft();
        }
    }
}
