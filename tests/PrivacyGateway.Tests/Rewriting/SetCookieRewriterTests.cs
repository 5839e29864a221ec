using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class SetCookieRewriterTests
{
    private const string Host = "track.shop.example";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly SetCookieRewriter Rewriter = new(
        ["webtrekkOptOut", "miCookieOptOut"], "miCookieOptOut", ["webtrekkOptOut"], mayEndOptOut: true);

    [Theory]
    [InlineData("webtrekkOptOut=1", "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Max-Age=99999999999; HttpOnly; Path=/4711; x=4711",
        "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData(
        "webtrekkOptOut=1; Domain=.shop.example", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Domain=vendor.example", "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=; Max-Age=0", "webtrekkOptOut=; Max-Age=0; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "webtrekkOptOut=; Max-Age=0; Path=/; SameSite=Lax; Secure")]
    public void Anonymous_browser_gets_a_listed_cookie_with_normalised_attributes(string line, string expected) =>
        Assert.Equal(expected, Rewriter.RewriteAnonymous(line, Host, Now, new Trace()));

    [Theory]
    [InlineData("webtrekkOptOut=4711")]
    [InlineData("webtrekkOptOut=")]
    [InlineData("webtrekkOptOut=; Max-Age=60")]
    [InlineData("webtrekkOptOut=\"1\"")]
    [InlineData("WEBTREKKOPTOUT=1")]
    [InlineData("webtrekkOptOut2=1")]
    [InlineData("miCookieOptOut=1")]
    [InlineData("MICookieOptOut=1")]
    [InlineData("miCookieOptOut=; Max-Age=0")]
    [InlineData("wteid_111111111111111=4711; HttpOnly")]
    [InlineData("PHPSESSID=1")]
    [InlineData("")]
    [InlineData("=1")]
    public void Anonymous_browser_gets_no_unlisted_cookie(string line)
    {
        var trace = new Trace();

        Assert.Null(Rewriter.RewriteAnonymous(line, Host, Now, trace));
        Assert.Equal(RuleNames.SetCookieNotListed, Assert.Single(trace.Entries).Rule);
    }

    [Theory]
    [InlineData("sid=1; Domain=shop.example; Path=/", "sid=1; Path=/")]
    [InlineData("sid=abc; domain=.track.shop.example", "sid=abc")]
    [InlineData("eid=2123456789012345678; Secure; Domain=shop.example", "eid=2123456789012345678; Secure")]
    [InlineData("sid=; Max-Age=0; Domain=shop.example", "sid=; Max-Age=0")]
    [InlineData("sid=1; Path=/", "sid=1; Path=/")]
    public void Cookie_with_a_name_that_the_shop_may_use_is_set_for_the_host_alone(string line, string expected) =>
        Assert.Equal(expected, Rewriter.RewriteIdentified(line, Host, Now, new Trace()));

    [Theory]
    [InlineData("wteid_111111111111111=4711; Path=/; HttpOnly;Secure ;x")]
    [InlineData("wtsid_111111111111111=1")]
    [InlineData("wtstp_eid=4711; Domain=shop.example")]
    [InlineData("wtstp_eid=4711; Domain=track.shop.example")]
    public void Identified_browser_gets_the_vendor_cookies_byte_for_byte(string line) =>
        Assert.Equal(line, Rewriter.RewriteIdentified(line, Host, Now, new Trace()));

    [Theory]
    [InlineData("wteid_1=4711; Domain=.vendor.example; Path=/", "wteid_1=4711; Path=/")]
    [InlineData("wteid_1=4711; Domain=other.shop.example; Path=/", "wteid_1=4711; Path=/")]
    [InlineData("wteid_1=4711; Domain=op.example; Path=/", "wteid_1=4711; Path=/")]
    public void Cookie_domain_that_does_not_cover_the_host_is_stripped(string line, string expected) =>
        Assert.Equal(expected, Rewriter.RewriteIdentified(line, Host, Now, new Trace()));

    [Theory]
    [InlineData("miCookieOptOut=1")]
    [InlineData("micookieoptout=1")]
    [InlineData("PHPSESSID=1")]
    [InlineData("WTEID_1=1")]
    public void Identified_browser_gets_no_other_cookie(string line) =>
        Assert.Null(Rewriter.RewriteIdentified(line, Host, Now, new Trace()));

    [Theory]
    [InlineData("wteid_4711=1", "wteid_*")]
    [InlineData("user4711=1", "(unlisted cookie)")]
    public void Trace_names_the_vocabulary_row_and_not_the_set_cookie(string line, string name)
    {
        var trace = new Trace();

        Rewriter.RewriteAnonymous(line, Host, Now, trace);

        Assert.Equal(new Trace.Entry(NameLocation.Cookie, name, RuleNames.SetCookieNotListed), Assert.Single(trace.Entries));
    }
}
