using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The cookies that the track domain sets, on every status, and those that reach the browser.</summary>
[Collection(WireCollection.Name)]
public sealed class SetCookieTests(WireFixture fixture)
{
    private const string OptOutKept = "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure";
    private const string EverId = "wteid_111111111111111=4260000000000000001; Path=/; Max-Age=15552000; Secure; HttpOnly; SameSite=None";

    public static TheoryData<int> Statuses => [200, 204, 206, 301, 302, 304, 307, 400, 403, 404, 410];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Anonymous_browser_gets_no_id_cookie_on_any_status(int status)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.Strict })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(host, "p=600,home", WireHosts.AnonymousCookie), Sets(
                    status, EverId, "x=CANARY", "webtrekkOptOut=1", "webtrekkOptOut=CANARY", "miCookieOptOut=1"));

            Assert.Single(exchange.Seen);
            Assert.Equal([OptOutKept], exchange.Response.HeaderValues("Set-Cookie"));
            Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Identified_browser_gets_the_vendor_cookies_on_every_status(int status)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home"), Sets(
                status, EverId, "x=CANARY", "webtrekkOptOut=1; Path=/x", "miCookieOptOut=1"));

        Assert.Equal(status, exchange.Response.Status);
        Assert.Equal([EverId, OptOutKept], exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData(WireHosts.AnonymousCookie)]
    [InlineData("Cookie: a=b")]
    public async Task Server_error_carries_no_Set_Cookie(string cookie)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home", cookie), Sets(500, EverId, "webtrekkOptOut=1"));

        exchange.IsBare(503);
        Assert.Empty(exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("webtrekkOptOut=1; Path=/; Max-Age=100", OptOutKept)]
    [InlineData("webtrekkOptOut=1; Path=/4711; Canary=4711; Expires=Fri, 01 Jan 2094 00:47:11 GMT", OptOutKept)]
    [InlineData(
        "webtrekkOptOut=1; Domain=.shop.test", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.test; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Domain=track-domain.example", OptOutKept)]
    [InlineData("webtrekkOptOut=; Max-Age=0", null)]
    [InlineData("webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("webtrekkOptOut=", null)]
    [InlineData("webtrekkOptOut=2", null)]
    [InlineData("webtrekkOptOut=11", null)]
    [InlineData("webtrekkOptOut=\"1\"", null)]
    [InlineData("WEBTREKKOPTOUT=1", null)]
    [InlineData("webtrekkOptOut", null)]
    [InlineData("=webtrekkOptOut=1", null)]
    [InlineData("eid=1", null)]
    [InlineData("__Host-eid=1; Secure; Path=/", null)]
    [InlineData("miCookieOptOut=1", null)]
    [InlineData("micookieoptout=; Max-Age=0", null)]
    [InlineData("", null)]
    public async Task Anonymous_browser_gets_an_allowed_cookie_with_normalised_attributes(string line, string? forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), Sets(200, line));

        Assert.Equal(forwarded is null ? [] : [forwarded], exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("wteid_1=4; Path=/; Domain=optout.shop.test", "wteid_1=4; Path=/; Domain=optout.shop.test")]
    [InlineData("wteid_1=4; domain=.shop.test ;Secure", "wteid_1=4; domain=.shop.test ;Secure")]
    [InlineData("wteid_1=4; Path=/; Domain=track-domain.example; Secure", "wteid_1=4; Path=/; Secure")]
    [InlineData("wteid_1=4;Domain=127.0.0.1;HttpOnly", "wteid_1=4;HttpOnly")]
    [InlineData("wteid_1=4; Domain=op.test; DOMAIN=other.test; Max-Age=1", "wteid_1=4; Max-Age=1")]
    [InlineData("wteid_1=4; Domain=out.shop.test", "wteid_1=4")]
    [InlineData("wt3_eid=%3B1|2%23; Expires=Fri, 01 Jan 2094 00:00:00 GMT", "wt3_eid=%3B1|2%23; Expires=Fri, 01 Jan 2094 00:00:00 GMT")]
    [InlineData("eid=4", "eid=4")]
    [InlineData("EID=4", null)]
    [InlineData("wteid=4", null)]
    [InlineData("PHPSESSID=CANARY", null)]
    [InlineData("miCookieOptOut=; Max-Age=0", null)]
    [InlineData("MICOOKIEOPTOUT=1", null)]
    public async Task Identified_browser_gets_the_vendor_cookies_byte_for_byte(string line, string? forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.OptOut, "p=600,home"), Sets(200, line));

        Assert.Equal(forwarded is null ? [] : [forwarded], exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("Cookie: a=b")]
    [InlineData("Cookie: miCookieOptOut=1")]
    public async Task Track_domain_cannot_set_the_consent_cookie(string cookie)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptIn, "p=600,home", cookie), Sets(
                200, "miCookieOptOut=1; Path=/", "MiCookieOptOut=1", " miCookieOptOut =1"));

        Assert.Empty(exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Set_Cookie_in_trailers_and_Set_Cookie2_are_stripped()
    {
        foreach (var cookie in new[] { "Cookie: a=b", WireHosts.AnonymousCookie })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(WireHosts.OptOut, "p=600,home", cookie, "TE: trailers"),
                _ => "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nSet-Cookie2: eid=CANARY\r\nTrailer: Set-Cookie\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nGIF89a\r\n0\r\nSet-Cookie: eid=CANARY\r\n\r\n"u8.ToArray());

            Assert.Equal("GIF89a", System.Text.Encoding.Latin1.GetString(exchange.Response.Body));
            Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
        }
    }

    private static Func<RecordedRequest, byte[]> Sets(int status, params string[] lines) => _ => TrackDomainResponses.Build(
        status,
        "CANARY",
        [new("Content-Type", "image/gif"), .. lines.Select(line => KeyValuePair.Create("Set-Cookie", line))],
        status is 204 or 304 ? [] : TrackDomainResponses.Gif);
}
