using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class HeaderRewriterTests
{
    private static readonly Hit Hit = SampleHit.Get(
        "p=1",
        ("Host", "track.shop.example"), ("Connection", "keep-alive, Cookie"), ("sec-ch-ua", "x"), ("User-Agent", "Mozilla/5.0"),
        ("Accept", "image/*"),
        ("Accept", "*/*"), ("Sec-Fetch-Site", "same-site"), ("Referer", "https://www.shop.example/"), ("Cookie", "a=1"),
        ("X-Forwarded-For", "203.0.113.77"),
        ("Forwarded", "for=203.0.113.77"), ("X-WT-IP", "203.0.113.77"), ("traceparent", "00-1"), ("Authorization", "Basic x"),
        ("If-None-Match", "\"4711\""),
        ("Content-Type", "text/plain; visitor=4711"), ("Accept-Language", "de"), ("DNT", "1"), ("Content-Length", "0"),
        ("CDN-Loop", "other"), ("X-Custom", "4711"));

    [Fact]
    public void Anonymous_hit_has_the_required_headers_and_the_loop_header() => Assert.Equal(
        [
            "User-Agent: Mozilla/5.0", "Accept: image/*", "Accept-Language: de", "CDN-Loop: privacy-gateway",
        ],
        HeaderRewriter.RewriteAnonymous(Hit, coarsens: false, new Trace()).Select(header => $"{header.Name}: {header.Value}"));

    [Theory]
    [InlineData("Accept", "image/avif,image/webp,*/*;q=0.8", "image/avif,image/webp,*/*;q=0.8", "*/*")]
    [InlineData("Accept", "image/2123456789012345678", "*/*", "*/*")]
    [InlineData("Accept", "jane@shop.test", "*/*", "*/*")]
    [InlineData("Accept-Language", "de-DE,de;q=0.9,en;q=0.8", "de-DE,de;q=0.9,en;q=0.8", "de")]
    [InlineData("Accept-Language", "es-419", "es-419", "es")]
    [InlineData("Accept-Language", "[\\]", "*", "*")]
    [InlineData("Accept-Language", "de-2123456789012345678", "*", "de")]
    [InlineData("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (X11; Linux x86_64)")]
    [InlineData("User-Agent", "J\u00e4ne", "Mozilla/5.0", "Mozilla/5.0")]
    public void Header_of_an_anonymous_hit_is_single_and_has_a_closed_shape(string name, string sent, string standard, string strict)
    {
        var hit = SampleHit.Get("p=1", (name, sent), (name.ToUpperInvariant(), "second"));

        Assert.Equal(new HeaderLine(name, standard), HeaderRewriter.RewriteAnonymous(hit, coarsens: false, new Trace())[0]);
        Assert.Equal(new HeaderLine(name, strict), HeaderRewriter.RewriteAnonymous(hit, coarsens: true, new Trace())[0]);
        Assert.Equal(2, HeaderRewriter.RewriteAnonymous(hit, coarsens: false, new Trace()).Count);
    }

    [Fact]
    public void Identified_hit_has_the_browsers_headers_and_the_loop_header() => Assert.Equal(
        [
            "sec-ch-ua", "User-Agent", "Accept", "Accept", "Sec-Fetch-Site", "Referer", "If-None-Match", "Content-Type", "Accept-Language",
            "DNT", "CDN-Loop",
        ],
        HeaderRewriter.RewriteIdentified(Hit, new Trace()).Select(header => header.Name));

    [Fact]
    public void Header_values_of_an_identified_hit_are_preserved() =>
        Assert.Contains(new HeaderLine("Content-Type", "text/plain; visitor=4711"), HeaderRewriter.RewriteIdentified(Hit, new Trace()));

    [Fact]
    public void Trace_names_stripped_headers_except_connection_headers()
    {
        var trace = new Trace();

        HeaderRewriter.RewriteIdentified(Hit, trace);

        Assert.Equal(
            ["X-Forwarded-For", "Forwarded", "X-WT-IP", "traceparent", "Authorization", "CDN-Loop", "X-Custom"],
            trace.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Hit_without_headers_has_only_the_loop_header() => Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway")],
        HeaderRewriter.RewriteAnonymous(SampleHit.Get("p=1"), coarsens: false, new Trace()));
}
