using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class ConsentCookiesTests
{
    private const string Gone = "Max-Age=0; Path=/; SameSite=Lax; Secure";
    private const string GoneOnDomain = "Max-Age=0; Path=/; Domain=shop.example; SameSite=Lax; Secure";
    private const string Longest = "Max-Age=34560000; Path=/; Domain=shop.example; SameSite=Lax; Secure";

    private static readonly PolicyConfig OptOut = SamplePolicy.Standard with { CookieDomain = "shop.example" };
    private static readonly PolicyConfig Rolling = OptOut with { RefreshOptOut = true };
    private static readonly PolicyConfig OptIn = SamplePolicy.OptIn with { CookieDomain = "shop.example", ConsentValues = ["yes", "1"], ConsentMaxAge = 180 };

    private static readonly string[] NoEverId = ["wt3_eid=; Max-Age=0; Path=/; SameSite=None; Secure", "wt3_eid=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"];

    [Fact]
    public void The_longest_time_is_what_browsers_keep_or_what_the_policy_allows_a_consent()
    {
        Assert.Equal(400 * 1440, new ConsentCookies(OptOut).MostMinutes);
        Assert.Equal(180 * 1440, new ConsentCookies(OptIn).MostMinutes);
        Assert.Equal(400 * 1440, ConsentCookies.MostOptOutMinutes);
        Assert.Equal(1800 * 1440, ConsentCookies.DefaultMinutes);
    }

    [Fact]
    public void Opting_out_sets_the_cookie_and_expires_the_identity() => Assert.Equal(
        ["miCookieOptOut=1; Max-Age=3600; Path=/; Domain=shop.example; SameSite=Lax; Secure", .. NoEverId],
        Lines(new ConsentCookies(OptOut).Set(Hit("wt3_eid=1; wtstp_rla=1"), 60)));

    [Fact]
    public void Consenting_sets_the_first_value_that_counts_and_leaves_the_identity() => Assert.Equal(
        ["miCookieOptOut=yes; Max-Age=3600; Path=/; Domain=shop.example; SameSite=Lax; Secure"],
        Lines(new ConsentCookies(OptIn).Set(Hit("wt3_eid=1"), 60)));

    [Fact]
    public void Taking_an_opt_out_back_expires_the_cookie_wherever_it_is_and_leaves_the_identity() => Assert.Equal(
        [$"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}"], Lines(new ConsentCookies(OptOut).Delete(Hit("wt3_eid=1"))));

    [Fact]
    public void Taking_a_consent_back_expires_the_identity_too() => Assert.Equal(
        [$"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}", .. NoEverId], Lines(new ConsentCookies(OptIn).Delete(Hit("wt3_eid=1"))));

    [Fact]
    public void Without_a_domain_cookies_are_the_hosts_and_no_identity_is_expired()
    {
        var cookies = new ConsentCookies(SamplePolicy.Standard);

        Assert.Equal(["miCookieOptOut=1; Max-Age=60; Path=/; SameSite=Lax; Secure"], Lines(cookies.Set(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"miCookieOptOut=; {Gone}"], Lines(cookies.Delete(Hit("wt3_eid=1"))));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=60; Path=/; SameSite=Lax; Secure"], Lines(cookies.SetOptOut(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"webtrekkOptOut=; {Gone}"], Lines(cookies.DeleteOptOut()));
        Assert.Empty(cookies.ExpireIdentity(Hit("wt3_eid=1")));
    }

    [Fact]
    public void The_policys_name_for_the_cookie_is_used_for_its_companions_too()
    {
        var cookies = new ConsentCookies(Rolling with { UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true, AnonymousCookieName = "leaveMeAlone" } });

        Assert.Equal(("leaveMeAloneRolls", "leaveMeAloneTakenBack"), (cookies.RollsName, cookies.TakenBackName));
        Assert.StartsWith("leaveMeAlone=1;", Lines(cookies.Set(Hit(""), 60))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_opt_out_of_unlimited_length_gets_the_companion_that_lets_it_be_renewed() => Assert.Equal(
        [$"miCookieOptOut=1; {Longest}", $"miCookieOptOutRolls=1; {Longest}", $"miCookieOptOutTakenBack=; {GoneOnDomain}", $"miCookieOptOutTakenBack=; {Gone}"],
        Lines(new ConsentCookies(Rolling).Set(Hit(""), 400 * 1440)));

    /// <summary>An hour stays an hour, also where an unlimited one went before.</summary>
    [Fact]
    public void A_shorter_opt_out_takes_the_companion_away() => Assert.Equal(
        [
            "miCookieOptOut=1; Max-Age=34559940; Path=/; Domain=shop.example; SameSite=Lax; Secure",
            $"miCookieOptOutRolls=; {GoneOnDomain}", $"miCookieOptOutRolls=; {Gone}", $"miCookieOptOutTakenBack=; {GoneOnDomain}", $"miCookieOptOutTakenBack=; {Gone}",
        ],
        Lines(new ConsentCookies(Rolling).Set(Hit("miCookieOptOutRolls=1"), (400 * 1440) - 1)));

    [Fact]
    public void Taking_a_renewable_opt_out_back_stops_renewals_that_are_on_their_way() => Assert.Equal(
        [
            $"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}", $"miCookieOptOutRolls=; {GoneOnDomain}", $"miCookieOptOutRolls=; {Gone}",
            "miCookieOptOutTakenBack=1; Max-Age=60; Path=/; Domain=shop.example; SameSite=Lax; Secure",
        ],
        Lines(new ConsentCookies(Rolling).Delete(Hit("miCookieOptOut=1"))));

    [Fact]
    public void A_renewal_sets_both_for_the_full_length() => Assert.Equal(
        [$"miCookieOptOut=1; {Longest}", $"miCookieOptOutRolls=1; {Longest}"], Lines(new ConsentCookies(Rolling).Refresh(Hit("miCookieOptOut=1; miCookieOptOutRolls=1; wt3_eid=1"))));

    [Theory]
    [InlineData("")]
    [InlineData("miCookieOptOut=1")]
    [InlineData("miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=; miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOutRolls=")]
    [InlineData("MICOOKIEOPTOUT=1; miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOutRolls=1; miCookieOptOutTakenBack=1")]
    public void Nothing_is_renewed_that_the_browser_does_not_show_or_has_just_taken_back(string cookies) =>
        Assert.Empty(new ConsentCookies(Rolling).Refresh(Hit(cookies)));

    [Fact]
    public void Nothing_is_renewed_where_the_policy_does_not_say_so() => Assert.Empty(new ConsentCookies(OptOut).Refresh(Hit("miCookieOptOut=1; miCookieOptOutRolls=1")));

    [Fact]
    public void The_full_opt_out_sets_the_first_of_its_cookies_and_takes_all_of_them_back()
    {
        var cookies = new ConsentCookies(OptOut with { OptOutCookies = ["stop", "noTracking"] });

        Assert.Equal(["stop=1; Max-Age=60; Path=/; Domain=shop.example; SameSite=Lax; Secure", .. NoEverId], Lines(cookies.SetOptOut(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"stop=; {GoneOnDomain}", $"stop=; {Gone}", $"noTracking=; {GoneOnDomain}", $"noTracking=; {Gone}"], Lines(cookies.DeleteOptOut()));
    }

    private static Hit Hit(string cookies) => SampleHit.Get("p=1", ("Cookie", cookies));

    private static string[] Lines(IReadOnlyList<HeaderLine> lines)
    {
        Assert.All(lines, line => Assert.Equal("Set-Cookie", line.Name));
        return [.. lines.Select(line => line.Value)];
    }
}
