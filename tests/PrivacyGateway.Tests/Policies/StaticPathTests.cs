using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class StaticPathTests
{
    private static readonly string[] Paths = ["/js/", "/pixel.js"];

    [Theory]
    [InlineData("/js/latest/smart-pixel.min.js", true)]
    [InlineData("/js/", true)]
    [InlineData("/pixel.js", true)]
    [InlineData("/pixel.jsx", false)]
    [InlineData("/pixel.js/x", false)]
    [InlineData("/js", false)]
    [InlineData("/JS/x.js", false)]
    [InlineData("/x/js/a", false)]
    [InlineData("/js/%2e%2e/wt", false)]
    [InlineData("/js/..;/wt", false)]
    [InlineData("/js/a\\b", false)]
    [InlineData("", false)]
    [InlineData("/js/app.3f2a9c1d8e7b6a5f0123.js", true)]
    [InlineData("/js/2123456789012345678/x.js", false)]
    [InlineData("/js/x-2123456789012345678.js", false)]
    [InlineData("/js/550e8400e29b41d4a716446655440000/x.js", false)]
    [InlineData("/js/jane@shop.test.js", false)]
    [InlineData("/js/eid=4711/x.js", false)]
    [InlineData("/js/111111111111111/x.js", true)]
    public void Static_path_covers_itself_and_everything_below_a_trailing_slash(string path, bool isCovered) =>
        Assert.Equal(isCovered, StaticPath.Covers(Paths, Encoding.Latin1.GetBytes(path)));

    [Theory]
    [InlineData("v=1.10.0&t=1700000000000", "?v=1.10.0&t=1700000000000")]
    [InlineData("v=2123456789012345678", "")]
    [InlineData("v=1&x=2123456789012345678&y=2", "?v=1&y=2")]
    [InlineData("x=2123%34567890%3112345678", "")]
    [InlineData("x=%2532123456789012345678&v=1", "?v=1")]
    [InlineData("mail=jane@shop.test", "")]
    [InlineData("mail=jane%40shop.test", "")]
    [InlineData("2123456789012345678", "")]
    [InlineData("u=550e8400-e29b-41d4-a716-446655440000", "")]
    public void Identifier_in_the_query_of_a_static_file_is_stripped(string query, string forwarded) =>
        Assert.Equal("/js/a.js"
            + forwarded, Encoding.Latin1.GetString(StaticTarget.RemoveIdentifiers(Encoding.Latin1.GetBytes("/js/a.js?" + query)).Span));

    [Fact]
    public void Empty_static_path_list_covers_nothing() => Assert.False(StaticPath.Covers([], "/js/"u8));

    [Fact]
    public void Static_file_request_is_forwarded_without_cookies_identifiers_and_marker()
    {
        var policy = (SamplePolicy.Standard with { StaticPaths = Paths }).Compile();
        var hit = SampleHit.Create("GET", "/js/a.js?v=1&eid=4711", "", ("Cookie", "wtstp_eid=1; webtrekkOptOut=1"),
            ("Accept", "text/x-4711"), ("Accept-Language", "de-4711"), ("User-Agent", "4711"), ("If-None-Match", "x"));
        hit = hit with { Kind = policy.Classify(hit.Target.Path) };

        var forwarded = Assert.IsType<PrivacyGateway.Rewriting.ForwardResult>(policy.Rewrite(hit));

        Assert.Equal(HitKind.Static, hit.Kind);
        Assert.Equal("/js/a.js?v=1", forwarded.Hit.TargetText);
        Assert.Equal([new HeaderLine("Accept", "*/*"), new HeaderLine("User-Agent", "Mozilla/5.0"),
            new HeaderLine("CDN-Loop", "privacy-gateway")], forwarded.Hit.Headers);
        Assert.Null(forwarded.Decision);
    }
}
