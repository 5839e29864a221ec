using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>What the consent endpoints write into a browser, letter for letter, and what they refuse.</summary>
[Collection(ConsentTurns.Name)]
public sealed class EndpointTests(ConsentStage stage)
{
    private const string Scope = "; Path=/; Domain=shop.example; SameSite=Lax; Secure";
    private const string HostScope = "; Path=/; SameSite=Lax; Secure";
    private const string CutToBrowsers = " minutes to the 400 days that browsers keep a cookie";
    private const string CutToConsent = " minutes to the policy's consentMaxAge";

    private static readonly string[] TakenBackExpired =
        ["miCookieOptOutTakenBack=; Max-Age=0" + Scope, "miCookieOptOutTakenBack=; Max-Age=0" + HostScope];

    private static readonly string[] RollsExpired =
        ["miCookieOptOutRolls=; Max-Age=0" + Scope, "miCookieOptOutRolls=; Max-Age=0" + HostScope];

    private static readonly string[] Renewed =
        ["miCookieOptOut=1; Max-Age=34560000" + Scope, "miCookieOptOutRolls=1; Max-Age=34560000" + Scope];

    private static readonly string[] CookieExpired =
        ["miCookieOptOut=; Max-Age=0" + Scope, "miCookieOptOut=; Max-Age=0" + HostScope];

    // Host, form, seconds, minutes in the answer, what was cut.
    public static TheoryData<string, string, long, long, string?> Durations => new()
    {
        { ConsentHosts.Track, "", 34560000, 576000, "from 2592000" + CutToBrowsers },
        { ConsentHosts.Track, "minutes=", 34560000, 576000, "from 2592000" + CutToBrowsers },
        { ConsentHosts.Track, "minutes=60", 3600, 60, null },
        { ConsentHosts.Track, "action=set&minutes=1&other=x", 60, 1, null },
        { ConsentHosts.Track, "minutes=575999", 34559940, 575999, null },
        { ConsentHosts.Track, "minutes=576000", 34560000, 576000, null },
        { ConsentHosts.Track, "minutes=576001", 34560000, 576000, "from 576001" + CutToBrowsers },
        { ConsentHosts.Track, "minutes=2147483647", 34560000, 576000, "from 2147483647" + CutToBrowsers },
        { ConsentHosts.OptIn, "", 34128000, 568800, "from 2592000" + CutToConsent },
        { ConsentHosts.OptIn, "minutes=60", 3600, 60, null },
        { ConsentHosts.OptIn, "minutes=568800", 34128000, 568800, null },
        { ConsentHosts.OptIn, "minutes=568801", 34128000, 568800, "from 568801" + CutToConsent },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task The_anonymous_cookie_lasts_as_long_as_asked_or_as_is_possible(string host, string form, long seconds, long minutes, string? cut)
    {
        var exchange = await stage.SendAsync(Call.Form(host, Call.AnonymousCookie, form));

        Assert.Equal(200, exchange.Answer.Status);
        Assert.Equal(
            [
                $"miCookieOptOut=1; Max-Age={seconds}{Scope}",
                .. host != ConsentHosts.Track ? [] : minutes == 576000 ? ["miCookieOptOutRolls=1; Max-Age=34560000" + Scope] : RollsExpired,
                .. host == ConsentHosts.Track ? TakenBackExpired : [],
            ],
            exchange.SetCookies());
        var taken = cut is null ? "" : $",\"cut\":\"{cut}\"";
        Assert.Equal($"{{\"cookie\":\"miCookieOptOut\",\"set\":true,\"minutes\":{minutes}{taken}}}", exchange.Json());
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData(ConsentHosts.Plain, "; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData(ConsentHosts.Bare, HostScope)]
    public async Task Without_renewal_there_is_one_cookie_and_without_a_domain_it_is_the_hosts_own(string host, string scope)
    {
        var exchange = await stage.SendAsync(Call.Bare("POST", host, Call.AnonymousCookie));

        Assert.Equal([$"miCookieOptOut=1; Max-Age=34560000{scope}"], exchange.SetCookies());
    }

    [Fact]
    public async Task A_full_opt_out_is_set_and_all_its_cookies_deleted()
    {
        var set = await stage.SendAsync(Call.Bare("POST", ConsentHosts.Track, Call.OptOut, "Cookie: wtstp_eid=4711; wtstp_rla=1"));
        Assert.Equal(
            ["webtrekkOptOut=1; Max-Age=34560000" + Scope, "wtstp_eid=; Max-Age=0; Path=/; SameSite=None; Secure", "wtstp_eid=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"],
            set.SetCookies());
        Assert.Equal("{\"cookie\":\"webtrekkOptOut\",\"set\":true,\"minutes\":576000,\"cut\":\"from 2592000" + CutToBrowsers + "\"}", set.Json());

        var hour = await stage.SendAsync(Call.Form(ConsentHosts.OptIn, Call.OptOut, "minutes=60"));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=3600" + Scope], hour.SetCookies());
        var longest = await stage.SendAsync(Call.Form(ConsentHosts.OptIn, Call.OptOut, ""));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=34560000" + Scope], longest.SetCookies());

        foreach (var ask in new[]
        {
            Call.Bare("DELETE", ConsentHosts.Track, Call.OptOut, "Cookie: webtrekkOptOut=1; wtstp_eid=4711"),
            Call.Form(ConsentHosts.Track, Call.OptOut, "action=delete", "Cookie: webtrekkOptOut=1; wtstp_eid=4711"),
        })
        {
            var deleted = await stage.SendAsync(ask);
            Assert.Equal(["webtrekkOptOut=; Max-Age=0" + Scope, "webtrekkOptOut=; Max-Age=0" + HostScope], deleted.SetCookies());
            Assert.Equal("{\"cookie\":\"webtrekkOptOut\",\"set\":false}", deleted.Json());
        }
    }

    [Fact]
    public async Task A_policy_without_a_full_opt_out_has_no_such_resource()
    {
        foreach (var method in new[] { "POST", "DELETE", "OPTIONS", "GET" })
            (await stage.SendAsync(Call.Bare(method, ConsentHosts.NoOptOut, Call.OptOut))).IsRefused(404);
    }

    [Fact]
    public async Task The_anonymous_cookie_is_deleted_on_host_and_domain()
    {
        foreach (var ask in new[]
        {
            Call.Bare("DELETE", ConsentHosts.Track, Call.AnonymousCookie),
            Call.Form(ConsentHosts.Track, Call.AnonymousCookie, "action=delete"),
            Call.Form(ConsentHosts.Track, Call.AnonymousCookie, "action=set&minutes=60") with { Method = "DELETE" },
        })
        {
            var exchange = await stage.SendAsync(ask);

            Assert.Equal([.. CookieExpired, .. RollsExpired, "miCookieOptOutTakenBack=1; Max-Age=60" + Scope], exchange.SetCookies());
            Assert.Equal("{\"cookie\":\"miCookieOptOut\",\"set\":false}", exchange.Json());
        }

        Assert.Equal(CookieExpired, (await stage.SendAsync(Call.Bare("DELETE", ConsentHosts.Plain, Call.AnonymousCookie))).SetCookies());
        Assert.Equal(["miCookieOptOut=; Max-Age=0" + HostScope], (await stage.SendAsync(Call.Bare("DELETE", ConsentHosts.Bare, Call.AnonymousCookie))).SetCookies());
    }

    // Which change is a refusal depends on the polarity; a consent takes nothing away.
    [Theory]
    [InlineData(ConsentHosts.Track, "POST", true)]
    [InlineData(ConsentHosts.Track, "DELETE", false)]
    [InlineData(ConsentHosts.OptIn, "POST", false)]
    [InlineData(ConsentHosts.OptIn, "DELETE", true)]
    [InlineData(ConsentHosts.Bare, "POST", false)]
    [InlineData(ConsentHosts.BareOptIn, "DELETE", false)]
    public async Task A_change_to_anonymous_expires_the_identity_cookies(string host, string method, bool expires)
    {
        var exchange = await stage.SendAsync(Call.Bare(method, host, Call.AnonymousCookie, "Cookie: wteid_111111111111111=4711; wtstp_rla=1; PHPSESSID=x"));

        var lines = exchange.SetCookies().Where(line => !line.StartsWith("miCookieOptOut", StringComparison.Ordinal));
        Assert.Equal(
            expires
                ? ["wteid_111111111111111=; Max-Age=0; Path=/; SameSite=None; Secure", "wteid_111111111111111=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"]
                : Array.Empty<string>(),
            lines);
    }

    [Theory]
    [InlineData(ConsentHosts.Track, "miCookieOptOut=1; miCookieOptOutRolls=1", true)]
    [InlineData(ConsentHosts.Track, "miCookieOptOut=1", false)]
    [InlineData(ConsentHosts.Track, "miCookieOptOutRolls=1", false)]
    [InlineData(ConsentHosts.Track, "miCookieOptOut=; miCookieOptOutRolls=1", false)]
    [InlineData(ConsentHosts.Track, "miCookieOptOut=1; miCookieOptOutRolls=1; miCookieOptOutTakenBack=1", false)]
    [InlineData(ConsentHosts.Plain, "miCookieOptOut=1; miCookieOptOutRolls=1", false)]
    [InlineData(ConsentHosts.OptIn, "miCookieOptOut=1; miCookieOptOutRolls=1", false)]
    public async Task Only_an_opt_out_of_unlimited_length_is_renewed(string host, string cookies, bool renews)
    {
        var exchange = await stage.SendAsync(Call.Form(host, Call.AnonymousCookie, "action=refresh", "Cookie: " + cookies));

        Assert.Equal(renews ? Renewed : [], exchange.SetCookies());
        Assert.Equal(renews ? "{\"cookie\":\"miCookieOptOut\",\"set\":true,\"minutes\":576000}" : "{\"cookie\":\"miCookieOptOut\",\"set\":false}", exchange.Json());
    }

    [Theory]
    [InlineData("minutes=0")]
    [InlineData("minutes=-1")]
    [InlineData("minutes=abc")]
    [InlineData("minutes=1.5")]
    [InlineData("minutes=1e3")]
    [InlineData("minutes=0x10")]
    [InlineData("minutes=%2B60")]
    [InlineData("minutes=60+")]
    [InlineData("minutes=1,000")]
    [InlineData("minutes=%D9%A6")]
    [InlineData("minutes=60%00")]
    [InlineData("minutes=2147483648")]
    [InlineData("minutes=99999999999999999999999999")]
    [InlineData("minutes=60&minutes=60")]
    [InlineData("minutes=60&minutes=")]
    [InlineData("action=")]
    [InlineData("action=Delete")]
    [InlineData("action=canary")]
    [InlineData("action=delete&action=delete")]
    public async Task What_nobody_can_tell_the_meaning_of_changes_nothing(string form)
    {
        foreach (var (host, resource) in new[] { (ConsentHosts.Track, Call.AnonymousCookie), (ConsentHosts.OptIn, Call.AnonymousCookie), (ConsentHosts.Track, Call.OptOut) })
        {
            var exchange = await stage.SendAsync(Call.Form(host, resource, form));

            exchange.IsRefused(400);
            Assert.StartsWith("{\"error\":\"", exchange.Json(), StringComparison.Ordinal);
            Assert.DoesNotContain("canary", exchange.Json(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_opt_out_is_not_renewed() =>
        (await stage.SendAsync(Call.Form(ConsentHosts.Track, Call.OptOut, "action=refresh", "Cookie: webtrekkOptOut=1"))).IsRefused(400);

    [Theory]
    [InlineData("https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example/done/")]
    [InlineData("https://www.shop.example/done/thanks?x=1")]
    public async Task A_form_leads_back_to_the_owners_page(string target)
    {
        foreach (var (resource, cookie) in new[] { (Call.AnonymousCookie, "miCookieOptOut=1; Max-Age=3600" + Scope), (Call.OptOut, "webtrekkOptOut=1; Max-Age=3600" + Scope) })
        {
            var exchange = await stage.SendAsync(Call.Form(
                ConsentHosts.OptIn, resource, $"minutes=60&redirect={Uri.EscapeDataString(target)}", "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate"));

            Assert.Equal(303, exchange.Answer.Status);
            Assert.Equal([target], exchange.Answer.HeaderValues("Location"));
            Assert.Equal(["no-store"], exchange.Answer.HeaderValues("Cache-Control"));
            Assert.Equal([cookie], exchange.SetCookies());
            Assert.Empty(exchange.Answer.Body);
            exchange.NothingLeft();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/privacy")]
    [InlineData("//www.shop.example/privacy")]
    [InlineData("http://www.shop.example/privacy")]
    [InlineData("https://evil.test/")]
    [InlineData("https://evil.test/?https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example.evil.test/privacy")]
    [InlineData("https://www.shop.example@evil.test/privacy")]
    [InlineData("https://www.shop.example:8443/privacy")]
    [InlineData("https://user@www.shop.example/privacy")]
    [InlineData("https://www.shop.example/privacy/")]
    [InlineData("https://www.shop.example/privacy/sub")]
    [InlineData("https://www.shop.example/privacyx")]
    [InlineData("https://www.shop.example/privacy?x=1")]
    [InlineData("https://www.shop.example/Privacy")]
    [InlineData("https://www.shop.example/privacy/../account")]
    [InlineData("https://www.shop.example/done")]
    [InlineData("https://www.shop.example/done/../account")]
    [InlineData("https://www.shop.example/done/%2e%2e/account")]
    [InlineData("https://www.shop.example/done/.%2E/account")]
    [InlineData("https://www.shop.example/done/..\\account")]
    [InlineData("https:\\\\www.shop.example\\privacy")]
    [InlineData("javascript:alert(1)//https://www.shop.example/privacy")]
    [InlineData("data:text/html,x")]
    public async Task No_form_leads_anywhere_else(string target)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
            (await stage.SendAsync(Call.Form(ConsentHosts.Track, resource, $"redirect={Uri.EscapeDataString(target)}"))).IsRefused(400);
    }

    // Browsers take tabs and line ends out of an address before they resolve it; Latin-1 turns wide letters into plain ones.
    [Theory]
    [InlineData("https://www.shop.example/done/.\t./account")]
    [InlineData("https://www.shop.example/done/.\n./account")]
    [InlineData("https://www.shop.example/done/\r\nSet-Cookie: canary=1")]
    [InlineData("https://www.shop.example/done/\u0000")]
    [InlineData("https://www.shop.example/done/\u00e4")]
    [InlineData("https://www.shop.example/done/\uff0e\uff0e/account")]
    [InlineData("https://www.shop.example/done/\u4e2d")]
    [InlineData(" https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example/privacy\n")]
    public async Task No_redirect_holds_what_an_address_cannot(string target)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
            (await stage.SendAsync(Call.Form(ConsentHosts.Track, resource, $"redirect={Uri.EscapeDataString(target)}"))).IsRefused(400);
    }

    [Theory]
    [InlineData("https://www.shop.example/done/.\t./account")]
    [InlineData("https://www.shop.example/done/\u00e4")]
    public async Task The_track_domain_leads_there_neither(string location)
    {
        var exchange = await stage.SendAsync(
            Ask.Get(ConsentHosts.Track, $"/{Ask.TrackId}/optout.php?duration=30"),
            _ => TrackDomainAnswers.Build(302, "Found", [new("Location", location)], []));

        exchange.IsOurGif();
        Assert.Empty(exchange.Answer.HeaderValues("Location"));
    }

    [Fact]
    public async Task Two_redirects_are_none() =>
        (await stage.SendAsync(Call.Form(
            ConsentHosts.Track, Call.AnonymousCookie, "redirect=https://www.shop.example/privacy&redirect=https://www.shop.example/privacy"))).IsRefused(400);

    public static TheoryData<string, string, string> OddBodies => new()
    {
        { "JSON", "Content-Type: application/json", "{\"minutes\":60}" },
        { "plain text", "Content-Type: text/plain", "minutes=60" },
        { "multipart", "Content-Type: multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"minutes\"\r\n\r\n60\r\n--x--\r\n" },
        { "no type", "Accept: */*", "minutes=60" },
        { "two types", "Content-Type: application/x-www-form-urlencoded, application/json", "minutes=60" },
        { "gzip", "Content-Type: application/x-www-form-urlencoded|Content-Encoding: gzip", "\u001f\u008b\b\0\0\0\0\0\0\u0003" },
        { "identity", "Content-Type: application/x-www-form-urlencoded|Content-Encoding: identity", "minutes=60" },
        { "a long value", "Content-Type: application/x-www-form-urlencoded", "redirect=" + new string('a', 2049) },
        { "a long name", "Content-Type: application/x-www-form-urlencoded", new string('a', 2049) + "=1" },
        { "many fields", "Content-Type: application/x-www-form-urlencoded", "a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&minutes=60" },
        { "a megabyte", "Content-Type: application/x-www-form-urlencoded", "other=" + new string('a', 1048576) },
    };

    [Theory]
    [MemberData(nameof(OddBodies))]
    public async Task A_body_that_is_no_small_form_changes_nothing(string what, string headers, string body)
    {
        Assert.NotEmpty(what);
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
        {
            var exchange = await stage.SendAsync(Ask.Post(ConsentHosts.Track, resource, body, [ConsentHosts.FromShop, .. headers.Split('|')]));

            exchange.IsRefused(415);
            Assert.Equal("{\"error\":\"The body is not a small form (application/x-www-form-urlencoded).\"}", exchange.Json());
        }
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("Content-Type: Application/X-WWW-Form-Urlencoded")]
    public async Task A_form_may_say_its_charset_and_come_in_chunks(string type)
    {
        var whole = await stage.SendAsync(Ask.Post(ConsentHosts.Plain, Call.AnonymousCookie, "minutes=60", ConsentHosts.FromShop, type));
        var chunked = await stage.SendAsync(Ask.Post(
            ConsentHosts.Plain, Call.AnonymousCookie, "4\r\nminu\r\n6\r\ntes=60\r\n0\r\n\r\n", ConsentHosts.FromShop, type, "Transfer-Encoding: chunked"));

        Assert.Equal(["miCookieOptOut=1; Max-Age=3600" + Scope], whole.SetCookies());
        Assert.Equal(["miCookieOptOut=1; Max-Age=3600" + Scope], chunked.SetCookies());
    }

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
        var exchange = await stage.SendAsync(Call.Of(call, ConsentHosts.FromShop), admin: true);

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
