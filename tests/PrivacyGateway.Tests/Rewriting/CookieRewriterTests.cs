using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class CookieRewriterTests
{
    [Theory]
    [InlineData("PHPSESSID=1; wtstp_eid=4711; cart=2; wteid_1=\"x\"; eid=2123456789012345678",
        "wtstp_eid=4711; wteid_1=\"x\"; eid=2123456789012345678")]
    [InlineData("wtstp_eid=1; wtstp_eid=2", "wtstp_eid=1; wtstp_eid=2")]
    [InlineData("wt_rla=a=b ;x=1", "wt_rla=a=b")]
    [InlineData("wt_x, PHPSESSID=1", "wt_x")]
    [InlineData("wt_x=1,2, PHPSESSID=1, wt_y=2", "wt_x=1,2; wt_y=2")]
    public void Vendor_cookies_are_preserved_and_shop_cookies_are_stripped(string cookies, string expected) =>
        Assert.Equal(
            new HeaderLine("Cookie", expected), CookieRewriter.KeepAnalytics(SampleHit.Get("p=1", ("Cookie", cookies)), new Trace()));

    [Theory]
    [InlineData("sid=5f3a9c2d1e")]
    [InlineData("sid=2123456789012345678")]
    [InlineData("sid=\"1\"")]
    [InlineData("sid=")]
    [InlineData("sid")]
    [InlineData("eid=4711")]
    [InlineData("eid=21234567890123456789")]
    [InlineData("eid=212345678901234567x")]
    [InlineData("eid=\"2123456789012345678\"")]
    [InlineData("EID=2123456789012345678")]
    public void Shop_cookie_with_a_vendor_cookie_name_is_stripped(string cookie) =>
        Assert.Equal(new HeaderLine("Cookie", "wtstp_eid=1"), CookieRewriter.KeepAnalytics(
            SampleHit.Get("p=1", ("Cookie", $"{cookie}; wtstp_eid=1")), new Trace()));

    [Theory]
    [InlineData("PHPSESSID=1; WTSTP_EID=1; xwtstp_eid=1; miCookieOptOut=1")]
    [InlineData("")]
    public void Cookie_header_is_absent_without_a_vendor_cookie(string cookies) =>
        Assert.Null(CookieRewriter.KeepAnalytics(SampleHit.Get("p=1", ("Cookie", cookies)), new Trace()));

    [Fact]
    public void Several_Cookie_headers_become_one() => Assert.Equal(
        new HeaderLine("Cookie", "eid=2123456789012345678; sid=1"), CookieRewriter.KeepAnalytics(
            SampleHit.Get("p=1", ("Cookie", "eid=2123456789012345678; a=b"), ("cookie", "sid=1")), new Trace()));

    [Theory]
    [InlineData("webtrekkOptOut=1; eid=4711; a=b", "webtrekkOptOut=1")]
    [InlineData("a=b; webtrekkOptOut=", "webtrekkOptOut=")]
    public void KeepOnly_preserves_only_the_named_cookies(string cookies, string expected) =>
        Assert.Equal(new HeaderLine("Cookie", expected), CookieRewriter.KeepOnly(
            SampleHit.Get("p=1", ("Cookie", cookies)), ["webtrekkOptOut"], new Trace()));

    [Fact]
    public void KeepOnly_yields_no_header_when_the_named_cookie_is_missing() =>
        Assert.Null(CookieRewriter.KeepOnly(SampleHit.Get("p=1", ("Cookie", "WebtrekkOptOut=1")), ["webtrekkOptOut"], new Trace()));

    [Fact]
    public void Trace_names_the_vocabulary_row_and_not_the_cookie()
    {
        var trace = new Trace();

        CookieRewriter.StripAll(SampleHit.Get("p=1", ("Cookie", "wteid_4711=1; user4711=2; eid=3")), trace);

        Assert.Equal(["wteid_*", "(site cookie)", "eid"], trace.Entries.Select(entry => entry.Name));
        Assert.All(trace.Entries, entry => Assert.Equal(RuleNames.AnonymousHitCookie, entry.Rule));
    }
}
