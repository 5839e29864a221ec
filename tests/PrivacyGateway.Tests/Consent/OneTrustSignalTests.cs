using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class OneTrustSignalTests
{
    private const string Closed = "OptanonAlertBoxClosed=2026-11-01T10:00:00.000Z; ";

    [Theory]
    [InlineData("groups=C0002%3A1", "granted")]
    [InlineData("groups=C0002:1", "granted")]
    [InlineData("groups=%43%30002%3a1", "granted")]
    [InlineData("groups=C0001%3A1%2CC0002%3A1%2CC0003%3A0", "granted")]
    [InlineData("groups=C0001:1, C0002:1", "granted")]
    [InlineData("isGpcEnabled=0&groups=C0002%3A1&AwaitingReconsent=false", "granted")]
    [InlineData("groups=C0002%3A0", "denied")]
    [InlineData("groups=C0001%3A1", "denied")]
    [InlineData("groups=C0002%3A0%2CC0002%3A1", "denied")]
    [InlineData("groups=C0002%3A1%2CC0002%3A0", "denied")]
    [InlineData("groups=C00021%3A1", "denied")]
    [InlineData("groups=XC0002%3A1", "denied")]
    [InlineData("groups=c0002%3A1", "denied")]
    [InlineData("groups=C0002%3A11", "denied")]
    [InlineData("groups=C0002", "denied")]
    [InlineData("groups=C0002%3A", "denied")]
    [InlineData("groups=C0002%3A1&groups=C0002%3A0", "denied")]
    [InlineData("groups=C0002%3A0&groups=C0002%3A1", "denied")]
    [InlineData("groups=C0002%3A1&groups=C0002%3A1", "granted")]
    [InlineData("groups=C0002%3A1&groups=%zz", "unreadable")]
    [InlineData("groups=C0002%3A0&groups=%zz", "unreadable")]
    [InlineData("groups=C0002%3A1%", "unreadable")]
    [InlineData("groups=C0002%3A1%ff", "unreadable")]
    [InlineData("Groups=C0002%3A1", "unreadable")]
    [InlineData("xgroups=C0002%3A1", "unreadable")]
    [InlineData("hosts=C0002%3A1", "unreadable")]
    [InlineData("", "unreadable")]
    public void A_group_must_be_named_and_nowhere_refused(string value, string expected) => Assert.Equal(expected, Ask($"{Closed}OptanonConsent={value}", "C0002"));

    /// <summary>A group's name within another's must neither grant nor refuse.</summary>
    [Theory]
    [InlineData("C0002:1,C00021:0", "granted")]
    [InlineData("C00021:0,C0002:1", "granted")]
    [InlineData("C0002:0,C00021:1", "denied")]
    public void A_longer_name_is_another_group(string groups, string expected) => Assert.Equal(expected, Ask($"{Closed}OptanonConsent=groups={groups}", "C0002"));

    [Theory]
    [InlineData("C0002:1,C0004:1", "granted")]
    [InlineData("C0002:1,C0004:0", "denied")]
    [InlineData("C0002:0,C0004:1", "denied")]
    [InlineData("C0002:1", "denied")]
    public void All_groups_must_be_granted(string groups, string expected) => Assert.Equal(expected, Ask($"{Closed}OptanonConsent=groups={groups}", "C0002", "C0004"));

    /// <summary>OneTrust writes its defaults before anybody has chosen.</summary>
    [Theory]
    [InlineData("OptanonConsent=groups=C0002%3A1", "unanswered")]
    [InlineData("OptanonConsent=groups=C0002%3A0", "unanswered")]
    [InlineData("OptanonConsent=%zz", "unanswered")]
    [InlineData("OptanonAlertBoxClosed=; OptanonConsent=groups=C0002%3A1", "unanswered")]
    [InlineData("optanonalertboxclosed=1; OptanonConsent=groups=C0002%3A1", "unanswered")]
    [InlineData("OptanonAlertBoxClosed=1", "unanswered")]
    [InlineData("OptanonAlertBoxClosed=1; optanonconsent=groups=C0002%3A1", "unanswered")]
    [InlineData("a=1", "unanswered")]
    [InlineData("OptanonConsent=groups=C0002%3A1; OptanonAlertBoxClosed=1", "granted")]
    public void Only_together_do_the_two_cookies_tell_an_answer(string cookies, string expected) => Assert.Equal(expected, Ask(cookies, "C0002"));

    [Theory]
    [InlineData("groups=C0002:1", "groups=C0002:0", "denied")]
    [InlineData("groups=C0002:0", "groups=C0002:1", "denied")]
    [InlineData("groups=C0002:1", "x=1", "unreadable")]
    [InlineData("x=1", "groups=C0002:0", "unreadable")]
    [InlineData("groups=C0002:1", "groups=C0002:1", "granted")]
    public void Of_two_cookies_the_worse_counts(string first, string second, string expected) =>
        Assert.Equal(expected, Ask($"{Closed}OptanonConsent={first}; OptanonConsent={second}", "C0002"));

    private static string Ask(string cookies, params string[] groups) =>
        Answer.Of(new OneTrustSignal(groups, PlatformRole.StandInForCookie).Ask(SampleHit.Get("p=1", ("Cookie", cookies))));
}
