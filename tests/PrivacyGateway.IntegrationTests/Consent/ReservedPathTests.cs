using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;
/// <summary>The gateway serves the reserved path itself on every public host with a policy; and the state resource.</summary>
[Collection(ConsentCollection.Name)]
public sealed class ReservedPathTests(ConsentFixture fixture)
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
    public async Task Request_below_the_reserved_path_is_never_forwarded(string target, int status)
    {
        foreach (var host in new[] { ConsentHosts.Track, ConsentHosts.Off })
            (await fixture.SendAsync(RequestSpec.Get(host, target, "Cookie: wtstp_eid=4711"))).IsRefused(status);
    }

    [Fact]
    public async Task Reserved_path_is_case_insensitive()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(ConsentHosts.Track, "/.PRIVACY/state"));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Contains("\"polarity\":\"opt-out\"", exchange.Json(), StringComparison.Ordinal);
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData("unknown.example")]
    [InlineData("shop.example")]
    [InlineData("127.0.0.1")]
    [InlineData(ConsentHosts.Exempt)]
    public async Task Host_without_a_policy_has_no_consent_endpoints(string host)
    {
        foreach (var call in new[] { "GET " + Call.State, "POST " + Call.AnonymousCookie, "OPTIONS "
            + Call.AnonymousCookie, "GET /.privacy/optout.js", "GET /.PRIVACY/x" })
            (await fixture.SendAsync(Call.Create(call, ConsentHosts.FromShop) with { Host = host })).IsRefused(421);
    }

    [Fact]
    public async Task Route_without_a_policy_is_forwarded_except_for_the_reserved_path()
    {
        Assert.Equal("/anything", (await fixture.SendAsync(RequestSpec.Get(ConsentHosts.Exempt, "/anything"))).Forwarded.Target);
    }

    [Theory]
    [InlineData("GET " + Call.State)]
    [InlineData("POST " + Call.AnonymousCookie)]
    [InlineData("DELETE " + Call.OptOut)]
    [InlineData("GET /.privacy/optout.js")]
    public async Task Admin_listener_serves_no_consent_endpoint(string call)
    {
        var exchange = await fixture.SendAsync(Call.Create(call, ConsentHosts.FromShop) with { Host = "localhost" }, admin: true);

        exchange.IsRefused(404);
        Assert.Empty(exchange.Response.Body);
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
    public async Task State_names_the_deciding_signal(string host, string cookies, string header, string decision, string signal)
    {
        var exchange = await fixture.SendAsync(Call.Bare("GET", host, Call.State, "Cookie: " + cookies, header));

        Assert.Equal(200, exchange.Response.Status);
        var polarity = host == ConsentHosts.OptIn ? "opt-in" : "opt-out";
        Assert.StartsWith($"{{\"polarity\":\"{polarity}\",\"decision\":\"{decision}\",\"signal\":\"{signal}\",\"reason\":\"",
            exchange.Json(), StringComparison.Ordinal);
        Assert.Empty(exchange.SetCookies());
        exchange.NothingForwarded();
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Next_hit_gets_the_decision_that_the_state_shows(
        string host, string cookies, string header, string decision, string signal)
    {
        Assert.NotEmpty(signal);

        var exchange = await fixture.SendAsync(RequestSpec.Hit(host, "p=600,home&cd=CANARY", "Cookie: " + cookies, header));

        if (decision == "blocked")
            exchange.NothingForwarded();
        else
            Assert.Equal(decision == "anonymous", exchange.Forwarded.Target.Contains("&nc=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Consent_responses_echo_nothing_that_a_client_sent()
    {
        const string Odd = "Cookie: wteid_CANARY<script>=1; wteid_\u00e4CANARY=1; CANARY=1; miCookieOptOut=CANARY";
        foreach (var call in new[] { "POST " + Call.AnonymousCookie, "DELETE " + Call.AnonymousCookie, "POST " + Call.OptOut, "GET "
            + Call.State + "?CANARY=1" })
        {
            var exchange = await fixture.SendAsync(Call.Create(call, ConsentHosts.FromShop, Odd));

            Assert.DoesNotContain("CANARY", Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
        }
    }
}
