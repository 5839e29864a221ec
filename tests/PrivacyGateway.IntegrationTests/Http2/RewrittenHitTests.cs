using System.Net;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A hit is the same hit over HTTP/2, by prior knowledge and by ALPN.</summary>
[Collection(Http2Collection.Name)]
public sealed class RewrittenHitTests(Http2Fixture fixture)
{
    private const string Query = $"p=600,home&eid={Http2Fixture.Canary}&cg1=shop&%75c700={Http2Fixture.Canary}&la=de";

    private static readonly (string Name, string Value) OptedOut = ("cookie", $"wtstp_eid={Http2Fixture.Canary}; miCookieOptOut=1");

    [Fact]
    public async Task Anonymous_hit_over_HTTP2_is_forwarded_without_identifiers()
    {
        var exchange = await fixture.SendAsync(Http2Request.Get(
            WireHosts.OptOut,
            $"/{RequestSpec.TrackId}/wt?{Query}",
            OptedOut,
            ("x-forwarded-for", Http2Fixture.Canary),
            ("x-wt-ip", Http2Fixture.Canary),
            ("referer", $"https://www.shop.test/?eid={Http2Fixture.Canary}"),
            ("user-agent", "Mozilla/5.0")));

        var forwarded = exchange.ForwardedAnonymously();
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&cg1=shop&la=de", forwarded.Target);
        Assert.Equal(["Host", "User-Agent", "CDN-Loop"], forwarded.Headers.Select(header => header.Key));
        Assert.Equal(TrackDomainResponses.Gif, exchange.Response.Body);
        Assert.All(exchange.Response.HeaderValues("set-cookie"), line => Assert.StartsWith(
            "wtstp_eid=; Max-Age=0;", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anonymous_batch_over_HTTP2_is_marked_in_every_line()
    {
        var exchange = await fixture.SendAsync(Http2Request.Post(
            WireHosts.OptOut,
            $"/{RequestSpec.TrackId}/batch",
            $"wt?{Query}\nwt?{Query}",
            OptedOut,
            ("content-type", "text/plain;charset=UTF-8")));

        var forwarded = exchange.ForwardedAnonymously();
        Assert.Equal(
            "wt?p=600,home&nc=1&cg1=shop&la=de\nwt?p=600,home&nc=1&cg1=shop&la=de",
            Encoding.Latin1.GetString(forwarded.Body));
    }

    /// <summary>A form without a Content-Length is still a form: read as empty, "delete" would be taken for "set".</summary>
    [Fact]
    public async Task Consent_form_over_HTTP2_needs_no_Content_Length()
    {
        var exchange = await fixture.SendAsync(Http2Request.Post(
            WireHosts.OptOut, "/.privacy/anonymous-cookie", "action=delete", ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded")));

        Assert.Equal("{\"cookie\":\"miCookieOptOut\",\"set\":false}\n", Encoding.Latin1.GetString(exchange.Response.Body));
    }

    [Fact]
    public async Task Identified_hit_over_HTTP2_is_forwarded_byte_for_byte()
    {
        var target = $"/{RequestSpec.TrackId}/wt?p=600,h%6Fme&eid=2260000000000000001&x=a;b|c";

        var exchange = await fixture.SendAsync(Http2Request.Get(WireHosts.OptOut, target, ("cookie", "wtstp_eid=2260000000000000001")));

        Assert.Equal(target, exchange.ForwardedIdentified().Target);
        Assert.Equal(2, exchange.Response.HeaderValues("set-cookie").Count());
    }

    [Fact]
    public async Task Browser_that_negotiates_HTTP2_by_ALPN_gets_the_same_hit_forwarded()
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => seen?.Subject == $"CN={WireHosts.OptOut}";
        using var client = new HttpClient(handler);

        var exchange = await fixture.SendAsync(async _ =>
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, $"https://127.0.0.1:{fixture.TlsPort}/{RequestSpec.TrackId}/wt?{Query}")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Host = WireHosts.OptOut;
            request.Headers.TryAddWithoutValidation("Cookie", OptedOut.Value);
            using var response = await client.SendAsync(request);
            Assert.Equal(HttpVersion.Version20, response.Version);
            return new Http2Response((int)response.StatusCode, [], await response.Content.ReadAsByteArrayAsync(), null);
        });

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&cg1=shop&la=de", exchange.ForwardedAnonymously().Target);
    }
}
