namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>The consent endpoints' cookies, letter for letter, and their refusals.</summary>
[Collection(ConsentCollection.Name)]
public sealed class EndpointTests(ConsentFixture fixture)
{
    private const string Scope = "; Path=/; Domain=shop.example; SameSite=Lax; Secure";
    private const string HostScope = "; Path=/; SameSite=Lax; Secure";
    private const string CutToBrowsers = " minutes to the 400 days that browsers keep a cookie";
    private const string CutToConsent = " minutes to the policy's consentMaxAge";

    private static readonly string[] WithdrawalExpired =
        ["miCookieOptOutTakenBack=; Max-Age=0" + Scope, "miCookieOptOutTakenBack=; Max-Age=0" + HostScope];

    private static readonly string[] RollsExpired =
        ["miCookieOptOutRolls=; Max-Age=0" + Scope, "miCookieOptOutRolls=; Max-Age=0" + HostScope];

    private static readonly string[] Renewed =
        ["miCookieOptOut=1; Max-Age=34560000" + Scope, "miCookieOptOutRolls=1; Max-Age=34560000" + Scope];

    private static readonly string[] CookieExpired =
        ["miCookieOptOut=; Max-Age=0" + Scope, "miCookieOptOut=; Max-Age=0" + HostScope];

    // Host, form, seconds, minutes in the response, whether it was limited.
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
    public async Task Anonymous_cookie_has_the_requested_duration_up_to_the_maximum(
        string host, string form, long seconds, long minutes, string? cut)
    {
        var exchange = await fixture.SendAsync(Call.Form(host, Call.AnonymousCookie, form));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Equal(
            [
                $"miCookieOptOut=1; Max-Age={seconds}{Scope}",
                .. host != ConsentHosts.Track ? [] : minutes == 576000 ? ["miCookieOptOutRolls=1; Max-Age=34560000" + Scope] : RollsExpired,
                .. host == ConsentHosts.Track ? WithdrawalExpired : [],
            ],
            exchange.SetCookies());
        var taken = cut is null ? "" : $",\"cut\":\"{cut}\"";
        Assert.Equal($"{{\"cookie\":\"miCookieOptOut\",\"set\":true,\"minutes\":{minutes}{taken}}}", exchange.Json());
        exchange.NothingForwarded();
    }

    [Theory]
    [InlineData(ConsentHosts.Plain, "; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData(ConsentHosts.Bare, HostScope)]
    public async Task Anonymous_cookie_is_single_without_renewal_and_host_only_without_a_domain(string host, string scope)
    {
        var exchange = await fixture.SendAsync(Call.Bare("POST", host, Call.AnonymousCookie));

        Assert.Equal([$"miCookieOptOut=1; Max-Age=34560000{scope}"], exchange.SetCookies());
    }

    [Fact]
    public async Task Full_opt_out_endpoint_sets_the_opt_out_and_deletes_all_its_cookies()
    {
        var set = await fixture.SendAsync(Call.Bare("POST", ConsentHosts.Track, Call.OptOut, "Cookie: wtstp_eid=4711; wtstp_rla=1"));
        Assert.Equal(
            ["webtrekkOptOut=1; Max-Age=34560000" + Scope, "wtstp_eid=; Max-Age=0; Path=/; SameSite=None; Secure",
                "wtstp_eid=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"],
            set.SetCookies());
        Assert.Equal(
            "{\"cookie\":\"webtrekkOptOut\",\"set\":true,\"minutes\":576000,\"cut\":\"from 2592000" + CutToBrowsers + "\"}", set.Json());

        var hour = await fixture.SendAsync(Call.Form(ConsentHosts.OptIn, Call.OptOut, "minutes=60"));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=3600" + Scope], hour.SetCookies());
        var longest = await fixture.SendAsync(Call.Form(ConsentHosts.OptIn, Call.OptOut, ""));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=34560000" + Scope], longest.SetCookies());

        foreach (var spec in new[]
        {
            Call.Bare("DELETE", ConsentHosts.Track, Call.OptOut, "Cookie: webtrekkOptOut=1; wtstp_eid=4711"),
            Call.Form(ConsentHosts.Track, Call.OptOut, "action=delete", "Cookie: webtrekkOptOut=1; wtstp_eid=4711"),
        })
        {
            var deleted = await fixture.SendAsync(spec);
            Assert.Equal(["webtrekkOptOut=; Max-Age=0" + Scope, "webtrekkOptOut=; Max-Age=0" + HostScope], deleted.SetCookies());
            Assert.Equal("{\"cookie\":\"webtrekkOptOut\",\"set\":false}", deleted.Json());
        }
    }

    [Fact]
    public async Task Full_opt_out_endpoint_is_not_found_without_a_full_opt_out_in_the_policy()
    {
        foreach (var method in new[] { "POST", "DELETE", "OPTIONS", "GET" })
            (await fixture.SendAsync(Call.Bare(method, ConsentHosts.NoOptOut, Call.OptOut))).IsRefused(404);
    }

    [Fact]
    public async Task Anonymous_cookie_is_deleted_on_host_and_domain()
    {
        foreach (var spec in new[]
        {
            Call.Bare("DELETE", ConsentHosts.Track, Call.AnonymousCookie),
            Call.Form(ConsentHosts.Track, Call.AnonymousCookie, "action=delete"),
            Call.Form(ConsentHosts.Track, Call.AnonymousCookie, "action=set&minutes=60") with { Method = "DELETE" },
        })
        {
            var exchange = await fixture.SendAsync(spec);

            Assert.Equal([.. CookieExpired, .. RollsExpired, "miCookieOptOutTakenBack=1; Max-Age=60" + Scope], exchange.SetCookies());
            Assert.Equal("{\"cookie\":\"miCookieOptOut\",\"set\":false}", exchange.Json());
        }

        Assert.Equal(CookieExpired, (await fixture.SendAsync(Call.Bare("DELETE", ConsentHosts.Plain, Call.AnonymousCookie))).SetCookies());
        Assert.Equal(["miCookieOptOut=; Max-Age=0" + HostScope],
            (await fixture.SendAsync(Call.Bare("DELETE", ConsentHosts.Bare, Call.AnonymousCookie))).SetCookies());
    }

    // The polarity determines which change is a refusal; consent expires no cookie.
    [Theory]
    [InlineData(ConsentHosts.Track, "POST", true)]
    [InlineData(ConsentHosts.Track, "DELETE", false)]
    [InlineData(ConsentHosts.OptIn, "POST", false)]
    [InlineData(ConsentHosts.OptIn, "DELETE", true)]
    [InlineData(ConsentHosts.Bare, "POST", false)]
    [InlineData(ConsentHosts.BareOptIn, "DELETE", false)]
    public async Task Change_to_anonymous_expires_the_identity_cookies(string host, string method, bool expires)
    {
        var exchange = await fixture.SendAsync(
            Call.Bare(method, host, Call.AnonymousCookie, "Cookie: wteid_111111111111111=4711; wtstp_rla=1; PHPSESSID=x"));

        var lines = exchange.SetCookies().Where(line => !line.StartsWith("miCookieOptOut", StringComparison.Ordinal));
        Assert.Equal(
            expires
                ? ["wteid_111111111111111=; Max-Age=0; Path=/; SameSite=None; Secure",
                    "wteid_111111111111111=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"]
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
    public async Task Only_an_opt_out_of_unlimited_length_is_renewed_by_the_endpoint(string host, string cookies, bool renews)
    {
        var exchange = await fixture.SendAsync(Call.Form(host, Call.AnonymousCookie, "action=refresh", "Cookie: " + cookies));

        Assert.Equal(renews ? Renewed : [], exchange.SetCookies());
        Assert.Equal(renews ? "{\"cookie\":\"miCookieOptOut\",\"set\":true,\"minutes\":576000}"
            : "{\"cookie\":\"miCookieOptOut\",\"set\":false}", exchange.Json());
    }
}
