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
    public void A_value_is_unpacked_before_the_pattern_sees_it(string decode, string value, string expected) =>
        Assert.Equal(expected, Ask($"choice={value}", Enum.Parse<CookieDecoding>(decode), "yes", ConsentMeaning.Granted));

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
    public void A_pattern_that_means_denied_can_only_deny(string cookies, string expected) =>
        Assert.Equal(expected, Ask(cookies, CookieDecoding.Url, "^no$", ConsentMeaning.Denied));

    [Theory]
    [InlineData("a=yes", "unanswered")]
    [InlineData("Choice=yes", "unanswered")]
    [InlineData("choicex=yes", "unanswered")]
    [InlineData("choice=yes; choice=yes", "granted")]
    [InlineData("choice=yes; choice=no", "unproven")]
    [InlineData("choice=no; choice=yes", "unproven")]
    public void A_pattern_that_means_granted_needs_every_cookie_of_the_name(string cookies, string expected) =>
        Assert.Equal(expected, Ask(cookies, CookieDecoding.None, "^yes$", ConsentMeaning.Granted));

    [Fact]
    public void The_vote_bears_the_operators_name_and_not_the_value()
    {
        var vote = Signal(CookieDecoding.None, "x", ConsentMeaning.Granted).Ask(SampleHit.Get("p=1", ("Cookie", "choice=secret")));

        Assert.Equal("cookie:own", vote.Signal);
        Assert.DoesNotContain("secret", vote.Reason, StringComparison.Ordinal);
    }

    private static string Ask(string cookies, CookieDecoding decode, string match, ConsentMeaning means) =>
        Answer.Of(Signal(decode, match, means).Ask(SampleHit.Get("p=1", ("Cookie", cookies))));

    private static CookieMatchSignal Signal(CookieDecoding decode, string match, ConsentMeaning means) =>
        new("own", new CookieMatchConfig("choice", decode, match, means), CookiePattern.Parse(match)!, PlatformRole.StandInForCookie);
}
