using PrivacyGateway.Configuration;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Polarity × anonymous cookie × marker × opt-out cookie × invisible cookies; the expected decisions are written by hand, from the
/// specification and its errata: I identified, A anonymous, B blocked.
/// </summary>
public sealed class DecisionTableTests
{
    // Each row: polarity, anonymous cookie, then the expected decisions
    //   without marker / with nc=1     / same with the opt-out cookie     (cookies visible)
    //   without marker / with nc=1     / same with the opt-out cookie     (cross-site, "invisibleCookies": "anonymous")
    [Theory]
    [InlineData("off", "absent", "I A B B", "I A B B")]
    [InlineData("off", "empty", "I A B B", "I A B B")]
    [InlineData("off", "1", "I A B B", "I A B B")]
    [InlineData("off", "0", "I A B B", "I A B B")]
    [InlineData("off", "odd", "I A B B", "I A B B")]
    [InlineData("off", "1 and 1", "I A B B", "I A B B")]
    [InlineData("off", "1 and 0", "I A B B", "I A B B")]
    [InlineData("opt-out", "absent", "I A B B", "A A B B")]
    [InlineData("opt-out", "empty", "I A B B", "A A B B")]
    [InlineData("opt-out", "1", "A A B B", "A A B B")]
    [InlineData("opt-out", "0", "A A B B", "A A B B")]
    [InlineData("opt-out", "odd", "A A B B", "A A B B")]
    [InlineData("opt-out", "1 and 1", "A A B B", "A A B B")]
    [InlineData("opt-out", "1 and 0", "A A B B", "A A B B")]
    [InlineData("opt-in", "absent", "A A B B", "A A B B")]
    [InlineData("opt-in", "empty", "A A B B", "A A B B")]
    [InlineData("opt-in", "1", "I A B B", "I A B B")]
    [InlineData("opt-in", "0", "A A B B", "A A B B")]
    [InlineData("opt-in", "odd", "A A B B", "A A B B")]
    [InlineData("opt-in", "1 and 1", "I A B B", "I A B B")]
    [InlineData("opt-in", "1 and 0", "A A B B", "A A B B")]
    public void Every_situation_has_the_decision_of_the_table(string polarity, string cookie, string visible, string crossSite)
    {
        Assert.Equal(visible, Decide(polarity, cookie, "same-site", InvisibleCookiesMode.Anonymous));
        Assert.Equal(crossSite, Decide(polarity, cookie, "cross-site", InvisibleCookiesMode.Anonymous));
        Assert.Equal(visible, Decide(polarity, cookie, "cross-site", InvisibleCookiesMode.ByCookie));
    }

    /// <summary>A browser that carries <c>eid</c> and does not send its cookie.</summary>
    [Theory]
    [InlineData("off", "absent", "I")]
    [InlineData("off", "1", "I")]
    [InlineData("opt-out", "absent", "A")]
    [InlineData("opt-out", "1", "A")]
    [InlineData("opt-in", "absent", "A")]
    [InlineData("opt-in", "1", "A")]
    public void Ever_id_without_its_cookie_shows_that_cookies_are_withheld_by_the_browser(string polarity, string cookie, string expected)
    {
        Assert.Equal(expected, Decide(polarity, cookie, "same-site", InvisibleCookiesMode.Anonymous, "p=1&eid=4711").Split(' ')[0]);
        Assert.Equal(Decide(polarity, cookie, "same-site", InvisibleCookiesMode.ByCookie),
            Decide(polarity, cookie, "same-site", InvisibleCookiesMode.ByCookie, "p=1&eid=4711"));
    }

    private static string Decide(string polarity, string cookie, string site, InvisibleCookiesMode mode, string query = "p=1")
    {
        var config = (polarity switch
        {
            "off" => SamplePolicy.FunctionOff,
            "opt-in" => SamplePolicy.OptIn,
            _ => SamplePolicy.Standard
        }) with
        {
            InvisibleCookies = mode,
        };
        var cookies = cookie switch
        {
            "absent" => "a=1",
            "empty" => "a=1; miCookieOptOut=",
            "1" => "miCookieOptOut=1",
            "0" => "miCookieOptOut=0",
            "odd" => "miCookieOptOut=x%31",
            "1 and 1" => "miCookieOptOut=1; miCookieOptOut=1",
            _ => "miCookieOptOut=1; miCookieOptOut=0",
        };

        (string Query, string Cookies)[] cases =
        [
            (query, cookies), ($"{query}&nc=1", cookies), (query, $"{cookies}; webtrekkOptOut=1"),
            ($"{query}&nc=1", $"{cookies}; webtrekkOptOut=1"),
        ];
        return string.Join(' ', cases.Select(item =>
            config.Compile().Decide(SampleHit.Get(item.Query, ("Sec-Fetch-Site", site), ("Cookie", item.Cookies))).Stance.ToString()[0]));
    }
}
