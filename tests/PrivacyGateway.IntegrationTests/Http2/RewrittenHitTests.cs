using System.Net;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A hit is the same hit over HTTP/2, by prior knowledge and by ALPN.</summary>
[Collection(Http2Turns.Name)]
public sealed class RewrittenHitTests(Http2Stage stage)
{
    private const string Query = $"p=600,home&eid={Http2Stage.Canary}&cg1=shop&%75c700={Http2Stage.Canary}&la=de";

    private static readonly (string Name, string Value) OptedOut = ("cookie", $"wtstp_eid={Http2Stage.Canary}; miCookieOptOut=1");

    [Fact]
    public async Task An_anonymous_hit_leaves_without_its_identifiers()
    {
        var exchange = await stage.SendAsync(Http2Request.Get(
            WireHosts.OptOut,
            $"/{Ask.TrackId}/wt?{Query}",
            OptedOut,
            ("x-forwarded-for", Http2Stage.Canary),
            ("x-wt-ip", Http2Stage.Canary),
            ("referer", $"https://www.shop.test/?eid={Http2Stage.Canary}"),
            ("user-agent", "Mozilla/5.0")));

        var left = exchange.LeftAnonymously();
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1&cg1=shop&la=de", left.Target);
        Assert.Equal(["Host", "User-Agent", "CDN-Loop"], left.Headers.Select(header => header.Key));
        Assert.Equal(TrackDomainAnswers.Gif, exchange.Answer.Body);
        Assert.All(exchange.Answer.HeaderValues("set-cookie"), line => Assert.StartsWith("wtstp_eid=; Max-Age=0;", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_anonymous_batch_is_marked_in_every_line()
    {
        var exchange = await stage.SendAsync(Http2Request.Post(
            WireHosts.OptOut,
            $"/{Ask.TrackId}/batch",
            $"wt?{Query}\nwt?{Query}",
            OptedOut,
            ("content-type", "text/plain;charset=UTF-8")));

        var left = exchange.LeftAnonymously();
        Assert.Equal(
            "wt?p=600,home&nc=1&cg1=shop&la=de\nwt?p=600,home&nc=1&cg1=shop&la=de",
            Encoding.Latin1.GetString(left.Body));
    }

    /// <summary>A form whose length no header announces is a form all the same: read as empty, "delete" would be taken for "set".</summary>
    [Fact]
    public async Task A_form_for_the_consent_endpoints_needs_no_length()
    {
        var exchange = await stage.SendAsync(Http2Request.Post(
            WireHosts.OptOut, "/.privacy/anonymous-cookie", "action=delete", ("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")));

        Assert.Equal("{\"cookie\":\"miCookieOptOut\",\"set\":false}\n", Encoding.Latin1.GetString(exchange.Answer.Body));
    }

    [Fact]
    public async Task An_identified_hit_leaves_byte_for_byte()
    {
        var target = $"/{Ask.TrackId}/wt?p=600,h%6Fme&eid=2260000000000000001&x=a;b|c";

        var exchange = await stage.SendAsync(Http2Request.Get(WireHosts.OptOut, target, ("cookie", "wtstp_eid=2260000000000000001")));

        Assert.Equal(target, exchange.LeftIdentified().Target);
        Assert.Equal(2, exchange.Answer.HeaderValues("set-cookie").Count());
    }

    [Fact]
    public async Task A_browser_that_negotiates_is_served_over_http2_and_the_hit_is_the_same()
    {
        using var handler = new SocketsHttpHandler { UseCookies = false, UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, seen, _, _) => seen?.Subject == $"CN={WireHosts.OptOut}";
        using var client = new HttpClient(handler);

        var exchange = await stage.SendAsync(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://127.0.0.1:{stage.TlsPort}/{Ask.TrackId}/wt?{Query}")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            request.Headers.Host = WireHosts.OptOut;
            request.Headers.TryAddWithoutValidation("Cookie", OptedOut.Value);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpVersion.Version20, answer.Version);
            return new Http2Answer((int)answer.StatusCode, [], await answer.Content.ReadAsByteArrayAsync(), null);
        });

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1&cg1=shop&la=de", exchange.LeftAnonymously().Target);
    }
}
