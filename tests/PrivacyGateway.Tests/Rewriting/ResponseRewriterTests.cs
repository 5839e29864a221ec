using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;
using PrivacyGateway.Tests.Policies;
using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class ResponseRewriterTests
{
    private static readonly ResponseRewriter Rewriter = new(
        new SetCookieRewriter(["webtrekkOptOut"], "miCookieOptOut", ["webtrekkOptOut"], mayEndOptOut: false), Rewriters.Standard);

    private static readonly ResponseHead Response = SampleResponse.Create(
        200,
        ("Content-Type", "image/gif"), ("Set-Cookie", "wteid_1=4711"), ("Set-Cookie", "webtrekkOptOut=1"), ("ETag", "\"4711\""),
        ("Server-Timing", "x"),
        ("Cache-Control", "max-age=1"), ("Location", "/x"), ("Accept-CH", "Sec-CH-UA-Model"), ("P3P", "x"),
        ("Access-Control-Allow-Origin", "*"), ("X-Id", "4711"));

    [Fact]
    public void Anonymous_browser_gets_the_listed_headers_and_no_validator() =>
        Assert.Equal(["Content-Type", "Set-Cookie", "Access-Control-Allow-Origin", "Cache-Control"],
            Rewriter.RewriteAnonymous(Response, SampleHit.Get("p=1"), new Trace()).Select(header => header.Name));

    [Fact]
    public void Identified_browser_also_gets_validators_and_vendor_cookies() => Assert.Equal(
        ["Content-Type", "Set-Cookie", "Set-Cookie", "ETag", "Cache-Control", "Access-Control-Allow-Origin"],
        Rewriter.RewriteIdentified(Response, SampleHit.Get("p=1"), new Trace()).Select(header => header.Name));

    [Fact]
    public void Trace_names_the_stripped_response_headers()
    {
        var trace = new Trace();

        Rewriter.RewriteAnonymous(Response, SampleHit.Get("p=1"), trace);

        Assert.Equal(["wteid_*", "ETag", "Server-Timing", "Accept-CH", "P3P", "X-Id"], trace.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Response_without_cache_headers_is_not_cacheable() =>
        Assert.Equal([new HeaderLine("Cache-Control", "no-store")], Rewriter.RewriteAnonymous(
            SampleResponse.Create(200), SampleHit.Get("p=1"), new Trace()));

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
    public void Redirect_is_harmless_if_it_targets_this_host_without_an_identifier(string location, bool isHarmless) =>
        Assert.Equal(isHarmless, Rewriter.IsSafeRedirect(location));
}
