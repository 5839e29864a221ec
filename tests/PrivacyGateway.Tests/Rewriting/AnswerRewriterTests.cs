using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Policies;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class AnswerRewriterTests
{
    private static readonly AnswerRewriter Rewriter = new(new SetCookieRewriter(["webtrekkOptOut"], "miCookieOptOut"), Rewriters.Standard);

    private static readonly Answer Answer = SampleAnswer.Of(
        200,
        ("Content-Type", "image/gif"), ("Set-Cookie", "wteid_1=4711"), ("Set-Cookie", "webtrekkOptOut=1"), ("ETag", "\"4711\""), ("Server-Timing", "x"),
        ("Cache-Control", "max-age=1"), ("Location", "/x"), ("Accept-CH", "Sec-CH-UA-Model"), ("P3P", "x"), ("Access-Control-Allow-Origin", "*"), ("X-Id", "4711"));

    [Fact]
    public void An_anonymous_browser_gets_the_list_and_no_validator() =>
        Assert.Equal(["Content-Type", "Set-Cookie", "Cache-Control", "Access-Control-Allow-Origin"], Rewriter.Anonymous(Answer, new Trace()).Select(header => header.Name));

    [Fact]
    public void An_identified_browser_gets_validators_and_the_vendors_cookies_too() => Assert.Equal(
        ["Content-Type", "Set-Cookie", "Set-Cookie", "ETag", "Cache-Control", "Access-Control-Allow-Origin"],
        Rewriter.Identified(Answer, new Trace()).Select(header => header.Name));

    [Fact]
    public void The_trace_names_what_did_not_come_back()
    {
        var trace = new Trace();

        Rewriter.Anonymous(Answer, trace);

        Assert.Equal(["wteid_*", "ETag", "Server-Timing", "Accept-CH", "P3P", "X-Id"], trace.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void An_answer_without_a_word_on_caching_is_not_cached() =>
        Assert.Equal([new HeaderLine("Cache-Control", "no-store")], Rewriter.Anonymous(SampleAnswer.Of(200), new Trace()));

    [Theory]
    [InlineData("/", true)]
    [InlineData("/111111111111111/wt?p=1", true)]
    [InlineData("/a?b=eid", true)]
    [InlineData("/a?eid=4711", false)]
    [InlineData("/a?x=%2565id%3D4711", false)]
    [InlineData("/a#wteid_1=4711", false)]
    [InlineData("/a?x=%25252525252541", false)]
    [InlineData("//vendor.example/", false)]
    [InlineData("/\\vendor.example/", false)]
    [InlineData("https://track.shop.example/", false)]
    [InlineData("relative", false)]
    [InlineData("", false)]
    public void A_redirect_is_harmless_if_it_stays_here_and_names_nobody(string location, bool isHarmless) => Assert.Equal(isHarmless, Rewriter.IsHarmlessRedirect(location));
}
