using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class CookieRewriterTests
{
    [Theory]
    [InlineData("PHPSESSID=1; wtstp_eid=4711; cart=2; wteid_1=\"x\"; eid=5", "wtstp_eid=4711; wteid_1=\"x\"; eid=5")]
    [InlineData("wtstp_eid=1; wtstp_eid=2", "wtstp_eid=1; wtstp_eid=2")]
    [InlineData("wt_rla=a=b ;x=1", "wt_rla=a=b")]
    public void The_vendors_cookies_go_and_the_shops_stay(string cookies, string expected) =>
        Assert.Equal(new HeaderLine("Cookie", expected), CookieRewriter.Analytics(SampleHit.Get("p=1", ("Cookie", cookies)), new Trace()));

    [Theory]
    [InlineData("PHPSESSID=1; WTSTP_EID=1; xwtstp_eid=1; miCookieOptOut=1")]
    [InlineData("")]
    public void Without_one_of_the_vendors_there_is_no_line(string cookies) => Assert.Null(CookieRewriter.Analytics(SampleHit.Get("p=1", ("Cookie", cookies)), new Trace()));

    [Fact]
    public void Several_lines_become_one() => Assert.Equal(
        new HeaderLine("Cookie", "eid=1; sid=2"), CookieRewriter.Analytics(SampleHit.Get("p=1", ("Cookie", "eid=1; a=b"), ("cookie", "sid=2")), new Trace()));

    [Theory]
    [InlineData("webtrekkOptOut=1; eid=4711; a=b", "webtrekkOptOut=1")]
    [InlineData("a=b; webtrekkOptOut=", "webtrekkOptOut=")]
    public void Only_what_is_asked_for_goes(string cookies, string expected) =>
        Assert.Equal(new HeaderLine("Cookie", expected), CookieRewriter.Only(SampleHit.Get("p=1", ("Cookie", cookies)), ["webtrekkOptOut"], new Trace()));

    [Fact]
    public void What_is_asked_for_and_not_there_is_no_line() => Assert.Null(CookieRewriter.Only(SampleHit.Get("p=1", ("Cookie", "WebtrekkOptOut=1")), ["webtrekkOptOut"], new Trace()));

    [Fact]
    public void The_trace_names_the_row_and_never_the_cookie()
    {
        var trace = new Trace();

        CookieRewriter.WithholdAll(SampleHit.Get("p=1", ("Cookie", "wteid_4711=1; user4711=2; eid=3")), trace);

        Assert.Equal(["wteid_*", "(site cookie)", "eid"], trace.Entries.Select(entry => entry.Name));
        Assert.All(trace.Entries, entry => Assert.Equal(RuleNames.AnonymousHitCookie, entry.Rule));
    }
}
