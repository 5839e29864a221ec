using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class SetCookieRewriterTests
{
    private const string Host = "track.shop.example";
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly SetCookieRewriter Rewriter = new(["webtrekkOptOut", "miCookieOptOut"], "miCookieOptOut");

    [Theory]
    [InlineData("webtrekkOptOut=1", "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Max-Age=99999999999; HttpOnly; Path=/4711; x=4711", "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Domain=.shop.example", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=1; Domain=vendor.example", "webtrekkOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=; Max-Age=0", "webtrekkOptOut=; Max-Age=0; Path=/; SameSite=Lax; Secure")]
    [InlineData("webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "webtrekkOptOut=; Max-Age=0; Path=/; SameSite=Lax; Secure")]
    public void An_anonymous_browser_gets_a_listed_cookie_written_anew(string line, string expected) => Assert.Equal(expected, Rewriter.Anonymous(line, Host, Now, new Trace()));

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
    public void An_anonymous_browser_gets_no_other_cookie(string line)
    {
        var trace = new Trace();

        Assert.Null(Rewriter.Anonymous(line, Host, Now, trace));
        Assert.Equal(RuleNames.SetCookieNotListed, Assert.Single(trace.Entries).Rule);
    }

    [Theory]
    [InlineData("wteid_111111111111111=4711; Path=/; HttpOnly;Secure ;x")]
    [InlineData("wtsid_111111111111111=1")]
    [InlineData("wtstp_eid=4711; Domain=shop.example")]
    [InlineData("wtstp_eid=4711; Domain=track.shop.example")]
    [InlineData("webtrekkOptOut=whatever; Max-Age=5")]
    public void An_identified_browser_gets_the_vendors_cookies_byte_for_byte(string line) => Assert.Equal(line, Rewriter.Identified(line, Host, new Trace()));

    [Theory]
    [InlineData("wteid_1=4711; Domain=.vendor.example; Path=/", "wteid_1=4711; Path=/")]
    [InlineData("wteid_1=4711; Domain=other.shop.example; Path=/", "wteid_1=4711; Path=/")]
    [InlineData("wteid_1=4711; Domain=op.example; Path=/", "wteid_1=4711; Path=/")]
    public void A_domain_that_does_not_cover_the_host_is_taken_off(string line, string expected) => Assert.Equal(expected, Rewriter.Identified(line, Host, new Trace()));

    [Theory]
    [InlineData("miCookieOptOut=1")]
    [InlineData("micookieoptout=1")]
    [InlineData("PHPSESSID=1")]
    [InlineData("WTEID_1=1")]
    public void An_identified_browser_gets_no_other_cookie(string line) => Assert.Null(Rewriter.Identified(line, Host, new Trace()));

    [Theory]
    [InlineData("wteid_4711=1", "wteid_*")]
    [InlineData("user4711=1", "(unlisted cookie)")]
    public void The_trace_names_the_row_and_never_the_cookie(string line, string name)
    {
        var trace = new Trace();

        Rewriter.Anonymous(line, Host, Now, trace);

        Assert.Equal(new TraceEntry(Place.Cookie, name, RuleNames.SetCookieNotListed), Assert.Single(trace.Entries));
    }
}
