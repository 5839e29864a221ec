using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;
/// <summary>The reserved path is the gateway's own on every public host with a policy; and the state it tells.</summary>
[Collection(ConsentTurns.Name)]
public sealed class ReservedPathTests(ConsentStage stage)
{
    [Theory]
    [InlineData("/.privacy/", 404)]
    [InlineData("/.privacy/x", 404)]
    [InlineData("/.privacy/State", 404)]
    [InlineData("/.privacy/state/", 404)]
    [InlineData("/.privacy/state/111111111111111/wt?p=1", 404)]
    [InlineData("/.privacy/111111111111111/wt?p=1", 404)]
    [InlineData("/.privacy/x/111111111111111/wt?p=1", 404)]
    [InlineData("/.PRIVACY/x", 404)]
    [InlineData("/.Privacy/111111111111111/wt?p=1", 404)]
    [InlineData("/.privacy", 404)]
    [InlineData("/.privacy?p=1", 404)]
    [InlineData("/.privacy/../111111111111111/wt?p=1", 400)]
    [InlineData("/.privacy//state", 400)]
    [InlineData("//.privacy/state", 400)]
    [InlineData("/%2eprivacy/state", 400)]
    [InlineData("/.privac%79/state", 400)]
    [InlineData("/.privacy%2fstate", 400)]
    public async Task Nothing_below_the_reserved_path_leaves(string target, int status)
    {
        foreach (var host in new[] { ConsentHosts.Track, ConsentHosts.Off })
            (await stage.SendAsync(Ask.Get(host, target, "Cookie: wtstp_eid=4711"))).IsRefused(status);
    }

    [Fact]
    public async Task The_reserved_path_is_the_same_in_other_letters()
    {
        var exchange = await stage.SendAsync(Ask.Get(ConsentHosts.Track, "/.PRIVACY/state"));

        Assert.Equal(200, exchange.Answer.Status);
        Assert.Contains("\"polarity\":\"opt-out\"", exchange.Json(), StringComparison.Ordinal);
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData("unknown.example")]
    [InlineData("shop.example")]
    [InlineData("127.0.0.1")]
    [InlineData(ConsentHosts.Exempt)]
    public async Task A_host_without_a_policy_has_no_endpoints(string host)
    {
        foreach (var call in new[] { "GET " + Call.State, "POST " + Call.AnonymousCookie, "OPTIONS " + Call.AnonymousCookie, "GET /.privacy/optout.js", "GET /.PRIVACY/x" })
            (await stage.SendAsync(Call.Of(call, ConsentHosts.FromShop) with { Host = host })).IsRefused(421);
    }

    [Fact]
    public async Task A_route_without_a_policy_is_forwarded_but_for_the_reserved_path()
    {
        Assert.Equal("/anything", (await stage.SendAsync(Ask.Get(ConsentHosts.Exempt, "/anything"))).Left.Target);
    }

    [Theory]
    [InlineData("GET " + Call.State)]
    [InlineData("POST " + Call.AnonymousCookie)]
    [InlineData("DELETE " + Call.OptOut)]
    [InlineData("GET /.privacy/optout.js")]
    public async Task The_admin_listener_serves_none_of_it(string call)
    {
        var exchange = await stage.SendAsync(Call.Of(call, ConsentHosts.FromShop) with { Host = "localhost" }, admin: true);

        exchange.IsRefused(404);
        Assert.Empty(exchange.Answer.Body);
    }

    // Host, cookies, another header, decision, deciding signal.
    public static TheoryData<string, string, string, string, string> States => new()
    {
        { ConsentHosts.Track, "x=1", "Accept: */*", "identified", "anonymous-cookie" },
        { ConsentHosts.Track, "miCookieOptOut=1", "Accept: */*", "anonymous", "anonymous-cookie" },
        { ConsentHosts.Track, "miCookieOptOut=", "Accept: */*", "identified", "anonymous-cookie" },
        { ConsentHosts.Track, "webtrekkOptOut=1; miCookieOptOut=1", "Sec-GPC: 1", "blocked", "opt-out-cookie" },
        { ConsentHosts.Track, "x=1", "Sec-GPC: 1", "anonymous", "gpc" },
        { ConsentHosts.Plain, "x=1", "Sec-GPC: 1", "identified", "anonymous-cookie" },
        { ConsentHosts.Track, "x=1", "Sec-Fetch-Site: cross-site", "anonymous", "invisible-cookies" },
        { ConsentHosts.Track, "x=1", "Sec-Fetch-Site: same-site", "identified", "anonymous-cookie" },
        { ConsentHosts.OptIn, "x=1", "Accept: */*", "anonymous", "consent-cookie" },
        { ConsentHosts.OptIn, "miCookieOptOut=1", "Accept: */*", "identified", "consent-cookie" },
        { ConsentHosts.OptIn, "miCookieOptOut=2", "Accept: */*", "anonymous", "consent-cookie" },
        { ConsentHosts.OptIn, "miCookieOptOut=1", "Sec-GPC: 1", "anonymous", "gpc" },
        { ConsentHosts.Tcf, "x=1", "Accept: */*", "anonymous", "tcf" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Refused, "Accept: */*", "anonymous", "tcf" },
        { ConsentHosts.Tcf, "euconsent-v2=" + TcText.Granted, "Accept: */*", "identified", "anonymous-cookie" },
        { ConsentHosts.OneTrust, "OptanonAlertBoxClosed=x; OptanonConsent=groups=C0002%3A0", "Accept: */*", "anonymous", "onetrust" },
        { ConsentHosts.Off, "miCookieOptOut=1", "Accept: */*", "identified", "function-off" },
        { ConsentHosts.Off, "x=1", "Sec-GPC: 1", "anonymous", "gpc" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_state_names_the_deciding_signal(string host, string cookies, string header, string decision, string signal)
    {
        var exchange = await stage.SendAsync(Call.Bare("GET", host, Call.State, "Cookie: " + cookies, header));

        Assert.Equal(200, exchange.Answer.Status);
        var polarity = host == ConsentHosts.OptIn ? "opt-in" : "opt-out";
        Assert.StartsWith($"{{\"polarity\":\"{polarity}\",\"decision\":\"{decision}\",\"signal\":\"{signal}\",\"reason\":\"", exchange.Json(), StringComparison.Ordinal);
        Assert.Empty(exchange.SetCookies());
        exchange.NothingLeft();
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task The_next_hit_is_treated_as_the_state_says(string host, string cookies, string header, string decision, string signal)
    {
        Assert.NotEmpty(signal);

        var exchange = await stage.SendAsync(Ask.Hit(host, "p=600,home&cd=CANARY", "Cookie: " + cookies, header));

        if (decision == "blocked")
            exchange.NothingLeft();
        else
            Assert.Equal(decision == "anonymous", exchange.Left.Target.Contains("&nc=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_answer_repeats_what_a_client_has_sent()
    {
        const string Odd = "Cookie: wteid_CANARY<script>=1; wteid_\u00e4CANARY=1; CANARY=1; miCookieOptOut=CANARY";
        foreach (var call in new[] { "POST " + Call.AnonymousCookie, "DELETE " + Call.AnonymousCookie, "POST " + Call.OptOut, "GET " + Call.State + "?CANARY=1" })
        {
            var exchange = await stage.SendAsync(Call.Of(call, ConsentHosts.FromShop, Odd));

            Assert.DoesNotContain("CANARY", Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
        }
    }
}
