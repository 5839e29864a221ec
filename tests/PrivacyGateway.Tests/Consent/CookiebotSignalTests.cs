using PrivacyGateway.Configuration;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class CookiebotSignalTests
{
    [Theory]
    [InlineData(
        "{stamp:%27aB1==%27%2Cnecessary:true%2Cpreferences:false%2Cstatistics:true%2Cmarketing:false%2Cmethod:%27explicit%27%2Cver:1%2Cutc:1795600000000%2Cregion:%27de%27}", "granted")]
    [InlineData("{stamp:%27aB1==%27%2Cstatistics:true%2Cutc:1700000000000%2Cregion:%27de%27}", "outdated")]
    [InlineData("{statistics:true,utc:1900000000000}", "outdated")]
    [InlineData("{statistics:true,utc:soon}", "outdated")]
    [InlineData("{statistics:false,utc:1700000000000}", "denied")]
    [InlineData("{stamp:%27aB1==%27%2Cnecessary:true%2Cstatistics:false%2Cmarketing:true}", "denied")]
    [InlineData("{statistics:true}", "granted")]
    [InlineData("%7Bstatistics%3Atrue%7D", "granted")]
    [InlineData("{ statistics : true }", "granted")]
    [InlineData("{'statistics':true}", "granted")]
    [InlineData("{\"statistics\":true}", "granted")]
    [InlineData("{statistics:true,}", "granted")]
    [InlineData("0", "denied")]
    [InlineData("-1", "granted")]
    [InlineData("1", "unreadable")]
    [InlineData("-10", "unreadable")]
    [InlineData("%30", "unreadable")]
    [InlineData("", "unreadable")]
    [InlineData("{}", "unreadable")]
    [InlineData("{", "unreadable")]
    [InlineData("true", "unreadable")]
    [InlineData("statistics:true", "unreadable")]
    [InlineData("{statistics:true", "unreadable")]
    [InlineData("statistics:true}", "unreadable")]
    [InlineData("{necessary:true,marketing:true}", "unreadable")]
    [InlineData("{statistics:1}", "unreadable")]
    [InlineData("{statistics:'true'}", "unreadable")]
    [InlineData("{statistics:True}", "unreadable")]
    [InlineData("{statistics:}", "unreadable")]
    [InlineData("{Statistics:true}", "unreadable")]
    [InlineData("{xstatistics:true}", "unreadable")]
    [InlineData("{statisticsx:true}", "unreadable")]
    [InlineData("{statistics}", "unreadable")]
    [InlineData("{garbage,statistics:true}", "unreadable")]
    [InlineData("{statistics:true%zz}", "unreadable")]
    [InlineData("{statistics:true,x:%27%ff%27}", "unreadable")]
    public void Only_a_category_that_is_true_grants(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"CookieConsent={value}", "statistics"));

    [Theory]
    [InlineData("{stamp:'a,statistics:true,b',statistics:false}", "denied")]
    [InlineData("{stamp:'a,statistics:false,b',statistics:true}", "granted")]
    [InlineData("{stamp:\"a,statistics:false,b\",statistics:true}", "granted")]
    [InlineData("{stamp:\"it's\",statistics:true}", "granted")]
    [InlineData("{stamp:'a,statistics:true,b',necessary:true}", "unreadable")]
    [InlineData("{stamp:'a,statistics:true}", "unreadable")]
    public void Category_inside_quotes_is_ignored(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"CookieConsent={value}", "statistics"));

    [Theory]
    [InlineData("{statistics:true,statistics:true}", "granted")]
    [InlineData("{statistics:true,statistics:false}", "denied")]
    [InlineData("{statistics:false,statistics:true}", "denied")]
    [InlineData("{statistics:true,'statistics':false}", "denied")]
    [InlineData("{statistics:true,statistics:x}", "unreadable")]
    public void Duplicate_category_grants_only_if_both_values_do(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"CookieConsent={value}", "statistics"));

    [Theory]
    [InlineData("{statistics:true,marketing:true}", "granted")]
    [InlineData("{statistics:true,marketing:false}", "denied")]
    [InlineData("{statistics:false,marketing:true}", "denied")]
    [InlineData("{statistics:true}", "unreadable")]
    public void All_configured_Cookiebot_categories_must_be_granted(string value, string expected) =>
        Assert.Equal(expected, Evaluate($"CookieConsent={value}", "statistics", "marketing"));

    [Theory]
    [InlineData("a=1", "unanswered")]
    [InlineData("cookieconsent={statistics:true}", "unanswered")]
    [InlineData("CookieConsent=-1; CookieConsent=0", "denied")]
    [InlineData("CookieConsent=0; CookieConsent=-1", "denied")]
    [InlineData("CookieConsent=-1; CookieConsent=x", "unreadable")]
    [InlineData("CookieConsent=0; CookieConsent=x", "unreadable")]
    [InlineData("CookieConsent=x; CookieConsent=0", "unreadable")]
    public void Most_restrictive_Cookiebot_cookie_counts_and_a_missing_one_is_unanswered(string cookies, string expected) =>
        Assert.Equal(expected, Evaluate(cookies, "statistics"));

    private static string Evaluate(string cookies, params string[] categories) =>
        VoteText.From(new CookiebotSignal(categories, PlatformRole.StandInForCookie).Evaluate(SampleHit.Get("p=1", ("Cookie", cookies))));
}
