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
    public void OneTrust_group_must_be_listed_and_never_refused(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"{Closed}OptanonConsent={value}", "C0002"));

    /// <summary>A site's own server that sets the cookie again encodes it once more.</summary>
    [Theory]
    [InlineData("isGpcEnabled%3D0%26version%3D202606.1.0%26groups%3DC0001%253A1%252CC0002%253A1%26AwaitingReconsent%3Dfalse", "granted")]
    [InlineData("groups%3dC0002%253a1", "granted")]
    [InlineData("groups%3DC0002%3A1", "granted")]
    [InlineData("groups%3DC0002%253A0", "denied")]
    [InlineData("groups%3DC0002%253A1%26groups%3DC0002%253A0", "denied")]
    [InlineData("groups%3DC0002%253A1%26AwaitingReconsent%3Dtrue", "unanswered")]
    [InlineData("groups%253DC0002%25253A1", "unreadable")]
    [InlineData("groups%3DC0002%253A1%zz", "unreadable")]
    [InlineData("hosts%3DC0002%253A1", "unreadable")]
    public void Double_encoded_OneTrust_value_is_decoded(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"{Closed}OptanonConsent={value}", "C0002"));

    [Theory]
    [InlineData("2025-11-01T10:00:00.000Z", "granted")]
    [InlineData("2025-10-31T10:00:00.000Z", "outdated")]
    [InlineData("2025-10-31T10%3A00%3A00.000Z", "outdated")]
    [InlineData("2025-10-31T10%253A00%253A00.000Z", "outdated")]
    [InlineData("2026-09-04T08%3A17%3A02.754Z", "granted")]
    [InlineData("2027-01-01T00:00:00.000Z", "outdated")]
    [InlineData("1", "granted")]
    public void OneTrust_timestamp_decides_the_age_of_the_choice(string closed, string expected) =>
        Assert.Equal(expected, Evaluate($"OptanonAlertBoxClosed={closed}; OptanonConsent=groups=C0002%3A1", "C0002"));

    /// <summary>A group's name within another's must neither grant nor refuse.</summary>
    [Theory]
    [InlineData("C0002:1,C00021:0", "granted")]
    [InlineData("C00021:0,C0002:1", "granted")]
    [InlineData("C0002:0,C00021:1", "denied")]
    public void Longer_OneTrust_group_name_is_another_group(string groups, string expected) =>
        Assert.Equal(expected, Evaluate($"{Closed}OptanonConsent=groups={groups}", "C0002"));

    [Theory]
    [InlineData("C0002:1,C0004:1", "granted")]
    [InlineData("C0002:1,C0004:0", "denied")]
    [InlineData("C0002:0,C0004:1", "denied")]
    [InlineData("C0002:1", "denied")]
    public void All_configured_OneTrust_groups_must_be_granted(string groups, string expected) =>
        Assert.Equal(expected, Evaluate($"{Closed}OptanonConsent=groups={groups}", "C0002", "C0004"));

    /// <summary>OneTrust writes its defaults before a visitor has chosen.</summary>
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
    public void Both_OneTrust_cookies_are_needed_for_a_choice(string cookies, string expected) =>
        Assert.Equal(expected, Evaluate(cookies, "C0002"));

    [Theory]
    [InlineData("groups=C0002:1", "groups=C0002:0", "denied")]
    [InlineData("groups=C0002:0", "groups=C0002:1", "denied")]
    [InlineData("groups=C0002:1", "x=1", "unreadable")]
    [InlineData("x=1", "groups=C0002:0", "unreadable")]
    [InlineData("groups=C0002:1", "groups=C0002:1", "granted")]
    public void Most_restrictive_of_two_OneTrust_cookies_counts(string first, string second, string expected) =>
        Assert.Equal(expected, Evaluate($"{Closed}OptanonConsent={first}; OptanonConsent={second}", "C0002"));

    private static string Evaluate(string cookies, params string[] groups) =>
        VoteText.From(new OneTrustSignal(groups, PlatformRole.StandInForCookie).Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))));
}
