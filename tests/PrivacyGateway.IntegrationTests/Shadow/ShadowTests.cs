using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Shadow;

/// <summary>What leaves, and what comes back, where the decision is made but not enforced.</summary>
public sealed class ShadowTests(ShadowStage stage) : IClassFixture<ShadowStage>
{
    private const string Query = "p=600,home&eid=2260000000000000777&cd=4711&X-Canary=1&pu=https%3A%2F%2Fa.test%2F%3Feid%3D1";

    private static readonly string[] Browser =
    [
        "User-Agent: Mozilla/5.0 Canary/1", "Accept: image/*", "Referer: https://www.shop.test/account", "Sec-Fetch-Site: same-site", "If-None-Match: \"1\"", "X-Forwarded-For: 203.0.113.77",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ];

    [Theory]
    [InlineData(ShadowStage.OptOut, "miCookieOptOut=1; ")]
    [InlineData(ShadowStage.Strict, "miCookieOptOut=1; ")]
    [InlineData(ShadowStage.OptIn, "")]
    public async Task An_anonymous_visitors_hit_leaves_like_an_identified_one(string host, string cookie)
    {
        var exchange = await stage.SendAsync(Ask.Hit(host, Query, [.. Browser, $"Cookie: {cookie}wtstp_eid=2260000000000000777; PHPSESSID=1"]));

        Assert.Equal($"/{Ask.TrackId}/wt?{Query}", exchange.Left.Target);
        Assert.Equal(
            [
                $"Host: {exchange.Left.HeaderValues("Host").Single()}", "Accept: image/*", "User-Agent: Mozilla/5.0 Canary/1", "If-None-Match: \"1\"", "Referer: https://www.shop.test/account",
                "Sec-Fetch-Site: same-site", "CDN-Loop: privacy-gateway", "Cookie: wtstp_eid=2260000000000000777", "X-WT-IP: 127.0.0.1",
            ],
            exchange.LeftHeaders);
        Assert.StartsWith("127.0.0.1:", exchange.Left.HeaderValues("Host").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_answer_is_an_identified_browsers_and_expires_nothing()
    {
        var ask = Ask.Hit(ShadowStage.OptOut, Query, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777");
        var shadow = await stage.SendAsync(ask);
        var identified = await stage.SendAsync(Ask.Hit(ShadowStage.OptOut, Query, "Cookie: wtstp_eid=2260000000000000777"));
        var enforced = await stage.SendAsync(ask with { Host = ShadowStage.Enforced });

        Assert.Equal(identified.AnswerHeaders, shadow.AnswerHeaders);
        Assert.Equal(TrackDomainAnswers.SetCookies, shadow.Answer.HeaderValues("Set-Cookie"));
        Assert.Equal(identified.Answer.Body, shadow.Answer.Body);

        // The same request where the policy enforces: its identity cookie is expired, on the host and on the domain.
        Assert.Equal(2, enforced.Answer.HeaderValues("Set-Cookie").Count(line => line.StartsWith("wtstp_eid=;", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("wt?p=600,a&eid=2260000000000000777\r\nwt?p=600,b&cd=4711\n")]
    [InlineData("?p=600,a&eid=2260000000000000777")]
    public async Task A_batch_leaves_byte_for_byte(string body)
    {
        var exchange = await stage.SendAsync(Ask.Batch(ShadowStage.OptOut, body, WireHosts.AnonymousCookie));

        Assert.Equal(body, exchange.LeftBody);
    }

    [Theory]
    [InlineData("cc?a=s&c=wteid_1&v=4711")]
    [InlineData("cdb?eid=4711")]
    public async Task What_only_deals_in_identities_leaves_too(string resource)
    {
        var exchange = await stage.SendAsync(Ask.Get(ShadowStage.OptOut, $"/{Ask.TrackId}/{resource}", WireHosts.AnonymousCookie));

        Assert.Equal($"/{Ask.TrackId}/{resource}", exchange.Left.Target);
    }

    [Theory]
    [InlineData(ShadowStage.OptOut)]
    [InlineData(ShadowStage.OptIn)]
    [InlineData(ShadowStage.Strict)]
    public async Task The_marker_is_enforced(string host)
    {
        var exchange = await stage.SendAsync(Ask.Hit(host, "p=600,home&nc=1&eid=2260000000000000777&cd=4711", [.. Browser, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777"]));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", exchange.Left.Target);
        Assert.Empty(WireJudge.Search(exchange.Left.Raw, ["2260000000000000777", "4711", "203.0.113.77", "account"]));
        Assert.Empty(exchange.Left.HeaderValues("Cookie"));
        Assert.Empty(WireJudge.Search(exchange.Answer.Raw, [TrackDomainAnswers.ServerEverId, TrackDomainAnswers.ServerSession]));
    }

    [Theory]
    [InlineData(ShadowStage.OptOut, "miCookieOptOut=1; webtrekkOptOut=1")]
    [InlineData(ShadowStage.OptIn, "webtrekkOptOut=1")]
    public async Task Who_has_opted_out_is_left_alone(string host, string cookies)
    {
        var exchange = await stage.SendAsync(Ask.Hit(host, Query, $"Cookie: {cookies}; wtstp_eid=2260000000000000777"));

        exchange.NothingLeft();
        exchange.IsOurGif();
        Assert.Equal(2, exchange.Answer.HeaderValues("Set-Cookie").Count(line => line.StartsWith("wtstp_eid=;", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_body_that_might_hide_the_marker_is_refused()
    {
        var exchange = await stage.SendAsync(Ask.Post(ShadowStage.OptOut, $"/{Ask.TrackId}/batch", "{}", "Content-Type: application/json", WireHosts.AnonymousCookie));

        exchange.NothingLeft();
        exchange.IsBare(415);
    }

    [Fact]
    public async Task Where_the_track_domain_does_not_answer_the_pixel_keeps_the_hit()
    {
        var exchange = await stage.SendAsync(Ask.Hit(ShadowStage.Refusing, Query, "Cookie: miCookieOptOut=1; wtstp_eid=2260000000000000777"));

        exchange.IsBare(503);
        Assert.Empty(exchange.Answer.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task The_log_and_the_warnings_name_every_policy_that_does_not_enforce()
    {
        await using var gateway = await GatewayProcess.StartAsync(ShadowStage.Config("http://127.0.0.1:1/"));
        await gateway.StopAsync();

        foreach (var host in new[] { ShadowStage.OptOut, ShadowStage.OptIn, ShadowStage.Strict, ShadowStage.Refusing })
        {
            Assert.Contains($"policy \"{host}\" does not enforce (shadow mode): anonymous visitors of {host} are forwarded as identified.", gateway.Output, StringComparison.Ordinal);
            Assert.Contains(gateway.Output.Split('\n'), line => line.Contains("warning: ", StringComparison.Ordinal) && line.Contains(host, StringComparison.Ordinal) && line.Contains("enforce: it is false", StringComparison.Ordinal));
        }

        Assert.DoesNotContain($"policy \"{ShadowStage.Enforced}\"", gateway.Output, StringComparison.Ordinal);
    }
}
