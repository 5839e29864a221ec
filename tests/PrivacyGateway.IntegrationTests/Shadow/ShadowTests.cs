using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Shadow;

/// <summary>The forwarded hit and the response where the decision is made but not enforced.</summary>
public sealed class ShadowTests(ShadowFixture fixture) : IClassFixture<ShadowFixture>
{
    private const string Query = "p=600,home&eid=2260000000000000777&cd=4711&X-Canary=1&pu=https%3A%2F%2Fa.test%2F%3Feid%3D1";

    private static readonly string[] Browser =
    [
        "User-Agent: Mozilla/5.0 Canary/1", "Accept: image/*", "Referer: https://www.shop.test/account", "Sec-Fetch-Site: same-site",
        "If-None-Match: \"1\"", "X-Forwarded-For: 203.0.113.77", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ];

    [Theory]
    [InlineData(ShadowFixture.OptOut, "miCookieOptOut=1; ")]
    [InlineData(ShadowFixture.Strict, "miCookieOptOut=1; ")]
    [InlineData(ShadowFixture.OptIn, "")]
    public async Task Shadow_mode_forwards_an_anonymous_hit_like_an_identified_one(string host, string cookie)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(host, Query, [.. Browser, $"Cookie: {cookie}wtstp_eid=2260000000000000777; PHPSESSID=1"]));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?{Query}", exchange.Forwarded.Target);
        Assert.Equal(
            [
                $"Host: {exchange.Forwarded.HeaderValues("Host").Single()}", "Accept: image/*", "User-Agent: Mozilla/5.0 Canary/1",
                "If-None-Match: \"1\"", "Referer: https://www.shop.test/account", "Sec-Fetch-Site: same-site", "CDN-Loop: privacy-gateway",
                "Cookie: wtstp_eid=2260000000000000777", "X-WT-IP: 127.0.0.1",
            ],
            exchange.ForwardedHeaders);
        Assert.StartsWith("127.0.0.1:", exchange.Forwarded.HeaderValues("Host").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shadow_mode_response_equals_an_identified_one_and_expires_no_cookie()
    {
        var spec = RequestSpec.Hit(ShadowFixture.OptOut, Query, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777");
        var shadow = await fixture.SendAsync(spec);
        var identified = await fixture.SendAsync(RequestSpec.Hit(ShadowFixture.OptOut, Query, "Cookie: wtstp_eid=2260000000000000777"));
        var enforced = await fixture.SendAsync(spec with { Host = ShadowFixture.Enforced });

        Assert.Equal(identified.ResponseHeaders, shadow.ResponseHeaders);
        Assert.Equal(TrackDomainResponses.SetCookies, shadow.Response.HeaderValues("Set-Cookie"));
        Assert.Equal(identified.Response.Body, shadow.Response.Body);

        // The same request where the policy enforces: its identity cookie is expired, on the host and on the domain.
        Assert.Equal(
            2, enforced.Response.HeaderValues("Set-Cookie").Count(line => line.StartsWith("wtstp_eid=;", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wt?p=600,a&eid=2260000000000000777\r\nwt?p=600,b&cd=4711\n")]
    [InlineData("?p=600,a&eid=2260000000000000777")]
    public async Task Shadow_mode_forwards_a_batch_byte_for_byte(string body)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(ShadowFixture.OptOut, body, WireHosts.AnonymousCookie));

        Assert.Equal(body, exchange.ForwardedBody);
    }

    [Theory]
    [InlineData("cc?a=s&c=wteid_1&v=4711")]
    [InlineData("cdb?eid=4711")]
    public async Task Shadow_mode_forwards_cookie_control_calls(string resource)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Get(ShadowFixture.OptOut, $"/{RequestSpec.TrackId}/{resource}", WireHosts.AnonymousCookie));

        Assert.Equal($"/{RequestSpec.TrackId}/{resource}", exchange.Forwarded.Target);
    }

    [Theory]
    [InlineData(ShadowFixture.OptOut)]
    [InlineData(ShadowFixture.OptIn)]
    [InlineData(ShadowFixture.Strict)]
    public async Task Shadow_mode_enforces_the_marker(string host)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, "p=600,home&nc=1&eid=2260000000000000777&cd=4711",
            [.. Browser, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777"]));

        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", exchange.Forwarded.Target);
        Assert.Empty(WireJudge.Search(exchange.Forwarded.Raw, ["2260000000000000777", "4711", "203.0.113.77", "account"]));
        Assert.Empty(exchange.Forwarded.HeaderValues("Cookie"));
        Assert.Empty(WireJudge.Search(exchange.Response.Raw, [TrackDomainResponses.ServerEverId, TrackDomainResponses.ServerSession]));
    }

    [Theory]
    [InlineData(ShadowFixture.OptOut, "miCookieOptOut=1; webtrekkOptOut=1")]
    [InlineData(ShadowFixture.OptIn, "webtrekkOptOut=1")]
    public async Task Shadow_mode_blocks_hits_after_a_full_opt_out(string host, string cookies)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, Query, $"Cookie: {cookies}; wtstp_eid=2260000000000000777"));

        exchange.NothingForwarded();
        exchange.IsOurGif();
        Assert.Equal(
            2, exchange.Response.HeaderValues("Set-Cookie").Count(line => line.StartsWith("wtstp_eid=;", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Shadow_mode_refuses_a_body_that_might_hide_the_marker()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Post(
            ShadowFixture.OptOut, $"/{RequestSpec.TrackId}/batch", "{}", "Content-Type: application/json", WireHosts.AnonymousCookie));

        exchange.NothingForwarded();
        exchange.IsBare(415);
    }

    [Fact]
    public async Task Shadow_mode_returns_503_without_spooling_when_the_track_domain_fails()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(ShadowFixture.Refusing, Query, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777"));

        exchange.IsBare(503);
        Assert.Empty(exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Log_and_warnings_name_every_policy_that_does_not_enforce()
    {
        await using var gateway = await GatewayProcess.StartAsync(ShadowFixture.Config("http://127.0.0.1:1/"));
        await gateway.StopAsync();

        foreach (var host in new[] { ShadowFixture.OptOut, ShadowFixture.OptIn, ShadowFixture.Strict, ShadowFixture.Refusing })
        {
            Assert.Contains($"Policy \"{host}\" does not enforce (shadow mode): anonymous visitors of {host} are forwarded as identified.",
                gateway.Output, StringComparison.Ordinal);
            Assert.Contains(gateway.Output.Split('\n'), line => line.Contains("warning: ", StringComparison.Ordinal) && line.Contains(
                host, StringComparison.Ordinal) && line.Contains("enforce: it is false", StringComparison.Ordinal));
        }

        Assert.DoesNotContain($"policy \"{ShadowFixture.Enforced}\"", gateway.Output, StringComparison.Ordinal);
    }
}
