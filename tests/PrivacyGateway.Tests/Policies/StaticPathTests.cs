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
    public void A_listed_path_and_what_lies_below_one_that_ends_in_a_slash_is_covered(string path, bool isCovered) =>
        Assert.Equal(isCovered, StaticPath.Covers(Paths, Encoding.Latin1.GetBytes(path)));

    [Fact]
    public void Without_a_list_nothing_is_covered() => Assert.False(StaticPath.Covers([], "/js/"u8));

    [Fact]
    public void A_file_leaves_without_cookies_identity_and_marker_whoever_asks()
    {
        var policy = (SamplePolicy.Standard with { StaticPaths = Paths }).Compile();
        var hit = SampleHit.Of("GET", "/js/a.js?v=1&eid=4711", "", ("Cookie", "wtstp_eid=1; webtrekkOptOut=1"), ("Accept", "*/*"), ("If-None-Match", "x"));
        hit = hit with { Kind = policy.Classify(hit.Target.Path) };

        var forwarded = Assert.IsType<PrivacyGateway.Rewriting.ForwardedOutcome>(policy.Rewrite(hit));

        Assert.Equal(HitKind.Static, hit.Kind);
        Assert.Equal("/js/a.js?v=1", forwarded.Hit.TargetText);
        Assert.Equal([new HeaderLine("Accept", "*/*"), new HeaderLine("CDN-Loop", "privacy-gateway")], forwarded.Hit.Headers);
        Assert.Null(forwarded.Decision);
    }
}
