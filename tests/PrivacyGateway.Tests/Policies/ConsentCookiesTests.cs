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
    private static readonly PolicyConfig OptIn =
        SamplePolicy.OptIn with { CookieDomain = "shop.example", ConsentValues = ["yes", "1"], ConsentMaxAge = 180 };

    private static readonly string[] NoEverId = [
        "wt3_eid=; Max-Age=0; Path=/; SameSite=None; Secure", "wt3_eid=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"];

    [Fact]
    public void Longest_duration_is_the_browser_maximum_or_the_policys_consent_maximum()
    {
        Assert.Equal(400 * 1440, new ConsentCookies(OptOut).MaxMinutes);
        Assert.Equal(180 * 1440, new ConsentCookies(OptIn).MaxMinutes);
        Assert.Equal(400 * 1440, ConsentCookies.MaxOptOutMinutes);
        Assert.Equal(1800 * 1440, ConsentCookies.DefaultMinutes);
    }

    [Fact]
    public void Opt_out_sets_its_cookie_and_expires_the_identity_cookies() => Assert.Equal(
        ["miCookieOptOut=1; Max-Age=3600; Path=/; Domain=shop.example; SameSite=Lax; Secure", .. NoEverId],
        Lines(new ConsentCookies(OptOut).Set(Hit("wt3_eid=1; wtstp_rla=1"), 60)));

    [Fact]
    public void Consent_sets_the_first_accepted_value_and_preserves_the_identity_cookies() => Assert.Equal(
        ["miCookieOptOut=yes; Max-Age=3600; Path=/; Domain=shop.example; SameSite=Lax; Secure"],
        Lines(new ConsentCookies(OptIn).Set(Hit("wt3_eid=1"), 60)));

    [Fact]
    public void Withdrawn_opt_out_expires_its_cookie_on_host_and_domain_and_preserves_the_identity_cookies() => Assert.Equal(
        [$"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}"], Lines(new ConsentCookies(OptOut).Delete(Hit("wt3_eid=1"))));

    [Fact]
    public void Withdrawn_consent_also_expires_the_identity_cookies() => Assert.Equal(
        [$"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}", .. NoEverId],
        Lines(new ConsentCookies(OptIn).Delete(Hit("wt3_eid=1"))));

    [Fact]
    public void Consent_cookies_are_host_only_and_identity_cookies_are_preserved_without_a_domain()
    {
        var cookies = new ConsentCookies(SamplePolicy.Standard);

        Assert.Equal(["miCookieOptOut=1; Max-Age=60; Path=/; SameSite=Lax; Secure"], Lines(cookies.Set(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"miCookieOptOut=; {Gone}"], Lines(cookies.Delete(Hit("wt3_eid=1"))));
        Assert.Equal(["webtrekkOptOut=1; Max-Age=60; Path=/; SameSite=Lax; Secure"], Lines(cookies.SetOptOut(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"webtrekkOptOut=; {Gone}"], Lines(cookies.DeleteOptOut()));
        Assert.Empty(cookies.ExpireIdentity(Hit("wt3_eid=1")));
    }

    [Fact]
    public void Companion_cookies_use_the_policys_cookie_name()
    {
        var cookies = new ConsentCookies(Rolling with
        {
            UserIdentification = new UserIdentificationConfig { EnableAnonymousFunction = true, AnonymousCookieName = "leaveMeAlone" }
        });

        Assert.Equal(("leaveMeAloneRolls", "leaveMeAloneTakenBack"), (cookies.RollsName, cookies.WithdrawnName));
        Assert.StartsWith("leaveMeAlone=1;", Lines(cookies.Set(Hit(""), 60))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Opt_out_of_unlimited_length_gets_the_renewal_companion() => Assert.Equal(
        [$"miCookieOptOut=1; {Longest}", $"miCookieOptOutRolls=1; {Longest}", $"miCookieOptOutTakenBack=; {GoneOnDomain}",
            $"miCookieOptOutTakenBack=; {Gone}"],
        Lines(new ConsentCookies(Rolling).Set(Hit(""), 400 * 1440)));

    /// <summary>An hour is still an hour after an unlimited opt-out.</summary>
    [Fact]
    public void Opt_out_of_chosen_length_removes_the_renewal_companion() => Assert.Equal(
        [
            "miCookieOptOut=1; Max-Age=34559940; Path=/; Domain=shop.example; SameSite=Lax; Secure",
            $"miCookieOptOutRolls=; {GoneOnDomain}", $"miCookieOptOutRolls=; {Gone}", $"miCookieOptOutTakenBack=; {GoneOnDomain}",
            $"miCookieOptOutTakenBack=; {Gone}",
        ],
        Lines(new ConsentCookies(Rolling).Set(Hit("miCookieOptOutRolls=1"), (400 * 1440) - 1)));

    [Fact]
    public void Withdrawal_of_a_renewable_opt_out_stops_renewals_in_flight() => Assert.Equal(
        [
            $"miCookieOptOut=; {GoneOnDomain}", $"miCookieOptOut=; {Gone}", $"miCookieOptOutRolls=; {GoneOnDomain}",
            $"miCookieOptOutRolls=; {Gone}",
            "miCookieOptOutTakenBack=1; Max-Age=60; Path=/; Domain=shop.example; SameSite=Lax; Secure",
        ],
        Lines(new ConsentCookies(Rolling).Delete(Hit("miCookieOptOut=1"))));

    [Fact]
    public void Renewal_sets_cookie_and_companion_for_the_full_length() => Assert.Equal(
        [$"miCookieOptOut=1; {Longest}", $"miCookieOptOutRolls=1; {Longest}"], Lines(
            new ConsentCookies(Rolling).Refresh(Hit("miCookieOptOut=1; miCookieOptOutRolls=1; wt3_eid=1"))));

    [Theory]
    [InlineData("")]
    [InlineData("miCookieOptOut=1")]
    [InlineData("miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=; miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOutRolls=")]
    [InlineData("MICOOKIEOPTOUT=1; miCookieOptOutRolls=1")]
    [InlineData("miCookieOptOut=1; miCookieOptOutRolls=1; miCookieOptOutTakenBack=1")]
    public void Missing_or_withdrawn_opt_out_is_not_renewed(string cookies) =>
        Assert.Empty(new ConsentCookies(Rolling).Refresh(Hit(cookies)));

    [Fact]
    public void Opt_out_is_not_renewed_where_the_policy_does_not_say_so() =>
        Assert.Empty(new ConsentCookies(OptOut).Refresh(Hit("miCookieOptOut=1; miCookieOptOutRolls=1")));

    [Fact]
    public void Full_opt_out_sets_the_first_of_its_cookies_and_its_withdrawal_expires_all()
    {
        var cookies = new ConsentCookies(OptOut with { OptOutCookies = ["stop", "noTracking"] });

        Assert.Equal(["stop=1; Max-Age=60; Path=/; Domain=shop.example; SameSite=Lax; Secure", .. NoEverId],
            Lines(cookies.SetOptOut(Hit("wt3_eid=1"), 1)));
        Assert.Equal([$"stop=; {GoneOnDomain}", $"stop=; {Gone}", $"noTracking=; {GoneOnDomain}", $"noTracking=; {Gone}"],
            Lines(cookies.DeleteOptOut()));
    }

    private static Hit Hit(string cookies) => SampleHit.Get("p=1", ("Cookie", cookies));

    private static string[] Lines(IReadOnlyList<HeaderLine> lines)
    {
        Assert.All(lines, line => Assert.Equal("Set-Cookie", line.Name));
        return [.. lines.Select(line => line.Value)];
    }
}
