using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Every response after an opt-out of the visitor expires the identity cookies; without proof of an opt-out none does.</summary>
[Collection(ConsentCollection.Name)]
public sealed class IdentityCookieExpiryTests(ConsentFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
    private const string Opted = "miCookieOptOut=1";
    private const string Nothing = "Accept: */*";
    private const string Denied = "OptanonAlertBoxClosed=2026-01-01T00:00:00.000Z; OptanonConsent=groups=C0001%3A1%2CC0002%3A0";

    // Host, cookies before the jar, another header, query.
    public static TheoryData<string, string, string, string> Words => new()
    {
        { ConsentHosts.Track, Opted, Nothing, "p=600,home" },
        { ConsentHosts.Track, Opted, Nothing, "p=600,home&nc=1" },
        { ConsentHosts.Track, Opted, "Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.Track, "miCookieOptOut=anything", Nothing, "p=600,home" },
        { ConsentHosts.Track, "x=1", "Sec-GPC: 1", "p=600,home" },
        { ConsentHosts.Track, "x=1", "Sec-GPC: 1", "p=600,home&nc=1" },
        { ConsentHosts.Track, "x=1", "Sec-GPC: 1|Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.Plain, Opted, Nothing, "p=600,home" },
        { ConsentHosts.Strict, Opted, Nothing, "p=600,home" },
        { ConsentHosts.OptIn, Opted, "Sec-GPC: 1", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Site: same-origin", "p=600,home" },
        { ConsentHosts.OptIn, "miCookieOptOut=", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Site: same-site", "p=600,home&nc=1" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Refused, Nothing, "p=600,home" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Refused, Nothing, "p=600,home&nc=1" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Granted + "; " + Opted, Nothing, "p=600,home" },
        { ConsentHosts.OneTrust, Denied, Nothing, "p=600,home" },
        { ConsentHosts.OneTrust, Denied, Nothing, "p=600,home&nc=1" },
        { ConsentHosts.OneTrust, Denied, "Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.Off, "x=1", "Sec-GPC: 1", "p=600,home" },
    };

    // Host, cookies before the jar, another header, query.
    public static TheoryData<string, string, string, string> Silences => new()
    {
        { ConsentHosts.Track, "x=1", Nothing, "p=600,home&nc=1" },
        { ConsentHosts.Track, "x=1", "Sec-GPC: 0", "p=600,home&nc=1" },
        { ConsentHosts.Plain, "x=1", "Sec-GPC: 1", "p=600,home&nc=1" },
        { ConsentHosts.Track, "x=1", "Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.Track, "miCookieOptOut=", "Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.OptIn, "miCookieOptOut=1; miCookieOptOut=2", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.OptIn, "miCookieOptOut=; miCookieOptOut=1", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.OptIn, "miCookieOptOut=2", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.OptIn, "miCookieOptOut=true", "Sec-Fetch-Site: same-origin", "p=600,home" },
        { ConsentHosts.OptIn, Opted, "Sec-Fetch-Site: same-site", "p=600,home&nc=1" },
        { ConsentHosts.OptIn, "x=1", Nothing, "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Site: none", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Site: cross-site", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Mode: no-cors", "p=600,home" },
        { ConsentHosts.OptIn, "x=1", "Sec-Fetch-Storage-Access: active", "p=600,home" },
        { ConsentHosts.Bare, Opted, Nothing, "p=600,home" },
        { ConsentHosts.BareOptIn, "x=1", "Sec-Fetch-Site: same-site", "p=600,home" },
        { ConsentHosts.Tcf, "x=1", Nothing, "p=600,home" },
        { ConsentHosts.Tcf, "x=1", Nothing, "p=600,home&gdpr_consent=" + TcText.Refused },
        { ConsentHosts.Tcf, "euconsent-v2=unreadable", Nothing, "p=600,home" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Refused + "; euconsent-v2=unreadable", Nothing, "p=600,home" },
        { ConsentHosts.OneTrust, "OptanonConsent=groups=C0002%3A0", Nothing, "p=600,home" },
        { ConsentHosts.OneTrust, "OptanonAlertBoxClosed=x", Nothing, "p=600,home" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Opt_out_of_the_visitor_expires_the_identity_cookies(string host, string cookies, string headers, string query)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(host, query, [.. headers.Split('|'), $"Cookie: {cookies}; {IdentityJar.Cookies}"]));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Contains("&nc=1", exchange.Forwarded.Target, StringComparison.Ordinal);
        Assert.Equal(IdentityJar.Expired, exchange.SetCookies());
    }

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task Identity_cookies_are_preserved_without_proof_of_an_opt_out(string host, string cookies, string header, string query)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, query, header, $"Cookie: {cookies}; {IdentityJar.Cookies}"));

        Assert.Contains("&nc=1", exchange.Forwarded.Target, StringComparison.Ordinal);
        Assert.Empty(exchange.SetCookies());
    }

    [Theory]
    [InlineData(ConsentHosts.Track, "x=1", Nothing)]
    [InlineData(ConsentHosts.Track, "x=1", "Sec-GPC: 0")]
    [InlineData(ConsentHosts.Plain, "x=1", "Sec-GPC: 1")]
    [InlineData(ConsentHosts.OptIn, Opted, "Sec-Fetch-Site: same-site")]
    [InlineData(ConsentHosts.Tcf, "euconsent-v2=GRANTED", Nothing)]
    [InlineData(ConsentHosts.OneTrust, "OptanonAlertBoxClosed=x; OptanonConsent=groups=C0002%3A1", Nothing)]
    [InlineData(ConsentHosts.Off, Opted, Nothing)]
    public async Task Identity_cookies_of_an_identified_visitor_are_preserved(string host, string cookies, string header)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, "p=600,home", header,
            $"Cookie: {cookies.Replace("GRANTED", TcText.Granted, StringComparison.Ordinal)}; {IdentityJar.Cookies}"));

        Assert.Equal("/111111111111111/wt?p=600,home", exchange.Forwarded.Target);
        Assert.Equal(TrackDomainResponses.SetCookies, exchange.SetCookies());
    }

    [Fact]
    public async Task Unreadable_opt_in_cookie_does_not_expire_the_identity_cookies()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(ConsentHosts.OptIn, "p=600,home", "Sec-Fetch-Site: same-site", $"Cookie: a=\u0001; {IdentityJar.Cookies}"));

        Assert.Empty(exchange.SetCookies());
    }

    [Fact]
    public async Task Ever_id_without_its_cookie_does_not_expire_the_identity_cookies()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            ConsentHosts.Track, "p=600,home&eid=2260000000000000777", "Sec-Fetch-Site: same-site", "Cookie: wtstp_sid=4711"));

        Assert.Contains("&nc=1", exchange.Forwarded.Target, StringComparison.Ordinal);
        Assert.Empty(exchange.SetCookies());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(304)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Identity_cookies_are_expired_for_every_status_of_the_track_domain(int status)
    {
        foreach (var host in new[] { ConsentHosts.Track, ConsentHosts.Strict })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Hit(host, "p=600,home", $"Cookie: {Opted}; {IdentityJar.Cookies}"),
                _ => TrackDomainResponses.Build(
                    status, "X", [.. TrackDomainResponses.SetCookies.Select(line => KeyValuePair.Create("Set-Cookie", line))], []));

            Assert.Single(exchange.Seen);
            Assert.Equal(IdentityJar.Expired, exchange.SetCookies());
        }
    }

    [Theory]
    [InlineData("wt?p=600,home")]
    [InlineData("wt?p=600,home&nc=1")]
    [InlineData("cc?a=s&c=wteid_111111111111111&v=4711")]
    [InlineData("cc?a=c")]
    public async Task Response_to_a_blocked_hit_expires_the_identity_cookies(string call)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Get(ConsentHosts.Track, $"{Path}/{call}", $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Equal(IdentityJar.Expired, exchange.SetCookies());
        exchange.NothingForwarded();
    }

    [Fact]
    public async Task Response_to_an_anonymous_cookie_control_expires_the_identity_cookies()
    {
        foreach (var call in new[] { "cc?a=s&c=wteid_111111111111111&v=4711", "cc?a=r&c=wteid_111111111111111", "cc?a=c" })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Get(ConsentHosts.Track, $"{Path}/{call}", $"Cookie: {Opted}; {IdentityJar.Cookies}"));

            Assert.Equal(200, exchange.Response.Status);
            Assert.Equal(IdentityJar.Expired, exchange.SetCookies());
            exchange.NothingForwarded();
        }

        var silent = await fixture.SendAsync(RequestSpec.Get(ConsentHosts.Track, $"{Path}/cc?a=c&nc=1", $"Cookie: {IdentityJar.Cookies}"));
        Assert.Empty(silent.SetCookies());
        silent.NothingForwarded();
    }

    [Fact]
    public async Task Response_to_an_anonymous_batch_expires_the_identity_cookies()
    {
        var anonymous = await fixture.SendAsync(
            RequestSpec.Batch(ConsentHosts.Track, "?p=600,home\n?p=600,next", $"Cookie: {Opted}; {IdentityJar.Cookies}"));
        Assert.Equal("?p=600,home&nc=1\n?p=600,next&nc=1", anonymous.ForwardedBody);
        Assert.Equal(IdentityJar.Expired, anonymous.SetCookies());

        var blocked = await fixture.SendAsync(
            RequestSpec.Batch(ConsentHosts.Track, "?p=600,home", $"Cookie: webtrekkOptOut=1; {IdentityJar.Cookies}"));
        blocked.NothingForwarded();
        Assert.Equal(IdentityJar.Expired, blocked.SetCookies());

        var unreadable = await fixture.SendAsync(RequestSpec.Post(ConsentHosts.Track, $"{Path}/batch", "x", "Content-Type: text/plain",
            "Content-Encoding: br", $"Cookie: {Opted}; {IdentityJar.Cookies}"));
        Assert.Equal(415, unreadable.Response.Status);
        unreadable.NothingForwarded();
        // Refused before a decision is made.
        Assert.Empty(unreadable.SetCookies());

        var marked = await fixture.SendAsync(RequestSpec.Batch(ConsentHosts.Track, "?p=600,home&nc=1", $"Cookie: {IdentityJar.Cookies}"));
        Assert.Empty(marked.SetCookies());
    }

    [Fact]
    public async Task Identity_cookies_are_expired_while_the_track_domain_is_down()
    {
        foreach (var choice in new[] { $"Cookie: {Opted}; {IdentityJar.Cookies}|{Nothing}", $"Cookie: {IdentityJar.Cookies}|Sec-GPC: 1" })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Hit(ConsentHosts.Down, "p=600,home", choice.Split('|')));

            Assert.Equal(503, exchange.Response.Status);
            Assert.Equal(IdentityJar.Expired, exchange.SetCookies());
        }

        var marked = await fixture.SendAsync(RequestSpec.Hit(ConsentHosts.Down, "p=600,home&nc=1", $"Cookie: {IdentityJar.Cookies}"));
        Assert.Equal(503, marked.Response.Status);
        Assert.Empty(marked.SetCookies());
    }

    [Fact]
    public async Task Each_identity_cookie_is_expired_once_and_invalid_names_are_not_echoed()
    {
        var many = string.Join("; ", Enumerable.Range(0, 40).Select(at => $"wteid_{at}=1"));

        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            ConsentHosts.Track, "p=600,home",
            $"Cookie: {Opted}; wt3_eid=1; wt3_eid=2; wteid_<script>=1; wteid_\u00e4=1; wteid_a,b=1; WT3_SID=1",
            "Cookie: wt3_eid=3; " + many));

        var lines = exchange.SetCookies();
        Assert.Equal(2, lines.Count(line => line.StartsWith("wt3_eid=", StringComparison.Ordinal)));
        Assert.Equal(32, lines.Length);
        Assert.DoesNotContain(lines, line => line.Contains('<', StringComparison.Ordinal) || line.Contains(
            '\u00e4', StringComparison.Ordinal) || line.Contains(',', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_without_identity_cookies_gets_no_Set_Cookie()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(
            ConsentHosts.Track, "p=600,home", $"Cookie: {Opted}; PHPSESSID=shop; wtstp_rla=1; wt3_mc=1; wteid=1; xwteid_1=1"));

        Assert.Empty(exchange.SetCookies());
    }
}
