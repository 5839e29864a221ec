using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class HeaderRewriterTests
{
    private static readonly Hit Hit = SampleHit.Get(
        "p=1",
        ("Host", "track.shop.example"), ("Connection", "keep-alive, Cookie"), ("sec-ch-ua", "x"), ("User-Agent", "Mozilla/5.0"), ("Accept", "image/*"),
        ("Accept", "*/*"), ("Sec-Fetch-Site", "same-site"), ("Referer", "https://www.shop.example/"), ("Cookie", "a=1"), ("X-Forwarded-For", "203.0.113.77"),
        ("Forwarded", "for=203.0.113.77"), ("X-WT-IP", "203.0.113.77"), ("traceparent", "00-1"), ("Authorization", "Basic x"), ("If-None-Match", "\"4711\""),
        ("Content-Type", "text/plain; visitor=4711"), ("Accept-Language", "de"), ("DNT", "1"), ("Content-Length", "0"), ("CDN-Loop", "other"), ("X-Custom", "4711"));

    [Fact]
    public void An_anonymous_hit_takes_what_it_needs_and_our_mark() => Assert.Equal(
        [
            "User-Agent: Mozilla/5.0", "Accept: image/*", "Accept: */*", "Content-Type: text/plain", "Accept-Language: de", "CDN-Loop: privacy-gateway",
        ],
        HeaderRewriter.Anonymous(Hit, coarsens: false, new Trace()).Select(header => $"{header.Name}: {header.Value}"));

    [Fact]
    public void An_identified_hit_takes_what_browsers_send_and_our_mark() => Assert.Equal(
        [
            "sec-ch-ua", "User-Agent", "Accept", "Accept", "Sec-Fetch-Site", "Referer", "If-None-Match", "Content-Type", "Accept-Language", "DNT", "CDN-Loop",
        ],
        HeaderRewriter.Identified(Hit, new Trace()).Select(header => header.Name));

    [Fact]
    public void An_identified_hits_values_stay_as_they_were_sent() =>
        Assert.Contains(new HeaderLine("Content-Type", "text/plain; visitor=4711"), HeaderRewriter.Identified(Hit, new Trace()));

    [Fact]
    public void The_trace_names_what_stayed_behind_but_not_what_belongs_to_the_connection()
    {
        var trace = new Trace();

        HeaderRewriter.Identified(Hit, trace);

        Assert.Equal(
            ["X-Forwarded-For", "Forwarded", "X-WT-IP", "traceparent", "Authorization", "CDN-Loop", "X-Custom"],
            trace.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void Without_any_header_only_our_mark_goes() => Assert.Equal([new HeaderLine("CDN-Loop", "privacy-gateway")], HeaderRewriter.Anonymous(SampleHit.Get("p=1"), coarsens: false, new Trace()));
}
