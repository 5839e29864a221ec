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
}
