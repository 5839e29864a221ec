using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class CookieMatchSignalTests
{
    // "yyes??>>>" needs both characters in which base64 and base64url differ.
    [Theory]
    [InlineData("None", "yes", "granted")]
    [InlineData("None", "%79es", "unproven")]
    [InlineData("None", "%zz yes", "granted")]
    [InlineData("None", "no", "unproven")]
    [InlineData("None", "", "unproven")]
    [InlineData("Url", "%79es", "granted")]
    [InlineData("Url", "yes", "granted")]
    [InlineData("Url", "no", "unproven")]
    [InlineData("Url", "yes%", "unreadable")]
    [InlineData("Url", "yes%4", "unreadable")]
    [InlineData("Url", "yes%zz", "unreadable")]
    [InlineData("Url", "yes%C3%A9", "granted")]
    [InlineData("Url", "yes%C3", "unreadable")]
    [InlineData("Url", "yes%FF", "unreadable")]
    [InlineData("Base64", "eWVz", "granted")]
    [InlineData("Base64", "eyJhIjoieWVzIn0=", "granted")]
    [InlineData("Base64", "eyJhIjoieWVzIn0", "granted")]
    [InlineData("Base64", "eyJhIjoieWVzIn0%3D", "granted")]
    [InlineData("Base64", "eyJhIjoieWVzIn0%3d", "granted")]
    [InlineData("Base64", "eXllcz8_Pj4-", "granted")]
    [InlineData("Base64", "eXllcz8/Pj4+", "granted")]
    [InlineData("Base64", "eXllcz8%2FPj4%2B", "granted")]
    [InlineData("Base64", "bm8=", "unproven")]
    [InlineData("Base64", "eWVzA", "unreadable")]
    [InlineData("Base64", "eWVz!", "unreadable")]
    [InlineData("Base64", "{yes}", "unreadable")]
    [InlineData("Base64", "eWVz%zz", "unreadable")]
    [InlineData("Base64", "eWVz_w", "unreadable")]
    public void Cookie_value_is_decoded_before_the_pattern_is_matched(string decode, string value, string expected) =>
        Assert.Equal(expected, Evaluate($"choice={value}", Enum.Parse<CookieDecoding>(decode), "yes", ConsentMeaning.Granted));

    [Theory]
    [InlineData("choice=no", "denied")]
    [InlineData("choice=yes", "silent")]
    [InlineData("choice=", "silent")]
    [InlineData("a=no", "silent")]
    [InlineData("Choice=no", "silent")]
    [InlineData("choice=yes; choice=no", "denied")]
    [InlineData("choice=no; choice=yes", "denied")]
    [InlineData("choice=%zz", "unreadable")]
    [InlineData("choice=yes; choice=%zz", "unreadable")]
    [InlineData("choice=no; choice=%zz", "unreadable")]
    public void Pattern_that_means_denied_can_only_deny(string cookies, string expected) =>
        Assert.Equal(expected, Evaluate(cookies, CookieDecoding.Url, "^no$", ConsentMeaning.Denied));

    [Theory]
    [InlineData("a=yes", "unanswered")]
    [InlineData("Choice=yes", "unanswered")]
    [InlineData("choicex=yes", "unanswered")]
    [InlineData("choice=yes; choice=yes", "granted")]
    [InlineData("choice=yes; choice=no", "unproven")]
    [InlineData("choice=no; choice=yes", "unproven")]
    public void Pattern_that_means_granted_must_match_every_cookie_of_the_name(string cookies, string expected) =>
        Assert.Equal(expected, Evaluate(cookies, CookieDecoding.None, "^yes$", ConsentMeaning.Granted));

    [Theory]
    [InlineData("yes|t=1795600000|", "granted")]
    [InlineData("yes|t=1795600000000|", "granted")]
    [InlineData("yes|t=2026-11-25T08:00:00.000Z|", "granted")]
    [InlineData("yes|t=2026-11-25T08:00:00+01:00", "granted")]
    [InlineData("yes|t=2026-11-25", "granted")]
    [InlineData("yes|t=1700000000|", "outdated")]
    [InlineData("yes|t=2024-01-01T00:00:00Z|", "outdated")]
    [InlineData("yes|t=2027-01-01T00:00:00Z|", "outdated")]
    [InlineData("yes|t=1795600000|t=1700000000|", "outdated")]
    [InlineData("yes|t=|", "unreadable")]
    [InlineData("yes|t=17|", "unreadable")]
    [InlineData("yes|t=11.10.2026|", "unreadable")]
    [InlineData("yes", "unreadable")]
    [InlineData("no|t=1795600000|", "unproven")]
    public void Timestamp_in_the_cookie_decides_the_age_of_the_choice(string value, string expected)
    {
        var signal = new CookieMatchSignal("own", new CookieMatchConfig
        {
            Cookie = "choice",
            Decode = CookieDecoding.None,
            Match = "yes",
            Means = ConsentMeaning.Granted,
            TimestampAfter = "t=",
        }, CookiePattern.Parse("yes")!, PlatformRole.StandInForCookie);

        Assert.Equal(expected, VoteText.From(signal.Evaluate(SampleHit.Get("p=1", ("Cookie", $"choice={value}")))));
    }

    [Fact]
    public void Old_refusal_still_denies()
    {
        var signal = new CookieMatchSignal("own", new CookieMatchConfig
        {
            Cookie = "choice",
            Decode = CookieDecoding.None,
            Match = "no",
            Means = ConsentMeaning.Denied,
            TimestampAfter = "t=",
        }, CookiePattern.Parse("no")!, PlatformRole.StandInForCookie);

        Assert.Equal("denied", VoteText.From(signal.Evaluate(SampleHit.Get("p=1", ("Cookie", "choice=no|t=1700000000|")))));
    }

    [Fact]
    public void Vote_contains_the_operators_name_and_not_the_cookie_value()
    {
        var vote = Signal(CookieDecoding.None, "x", ConsentMeaning.Granted).Evaluate(SampleHit.Get("p=1", ("Cookie", "choice=secret")));

        Assert.Equal("cookie:own", vote.Signal);
        Assert.DoesNotContain("secret", vote.Reason, StringComparison.Ordinal);
    }

    private static string Evaluate(string cookies, CookieDecoding decode, string match, ConsentMeaning means) =>
        VoteText.From(Signal(decode, match, means).Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))));

    private static CookieMatchSignal Signal(CookieDecoding decode, string match, ConsentMeaning means) =>
        new("own", new CookieMatchConfig { Cookie = "choice", Decode = decode, Match = match, Means = means }, CookiePattern.Parse(match)!,
            PlatformRole.StandInForCookie);
}
