using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

/// <summary>With which answers the identity cookies go.</summary>
public sealed class AnswerCookiesTests
{
    private const string OptOutPath = "/111111111111111/optout";

    private static readonly PolicyConfig OptOut =
        SamplePolicy.Standard with { CookieDomain = "shop.example", Signals = new SignalsConfig { GlobalPrivacyControl = true }, StaticPaths = ["/js/"] };

    private static readonly PolicyConfig OptIn = SamplePolicy.OptIn with { CookieDomain = "shop.example" };

    [Theory]
    [InlineData("p=1", "miCookieOptOut=1")]
    [InlineData("p=1", "webtrekkOptOut=1")]
    [InlineData("p=1&nc=1", "miCookieOptOut=1")]
    [InlineData("p=1&nc=1", "webtrekkOptOut=1")]
    public void After_the_visitors_own_word_they_go(string query, string cookie) => Assert.Equal(2, Count(OptOut, SampleHit.Get(query, ("Cookie", $"{cookie}; wt3_eid=1"))));

    [Theory]
    [InlineData("p=1", "1", 2)]
    [InlineData("p=1&nc=1", "1", 2)]
    [InlineData("p=1&nc=1", "0", 0)]
    [InlineData("p=1", "0", 0)]
    public void The_browsers_own_word_counts_like_the_visitors(string query, string value, int expected) =>
        Assert.Equal(expected, Count(OptOut, SampleHit.Get(query, ("Cookie", "wt3_eid=1"), ("Sec-GPC", value))));

    /// <summary>A page can write <c>nc=1</c>, and it does so for visitors who have never been asked.</summary>
    [Theory]
    [InlineData("/111111111111111/wt?p=1&nc=1", "")]
    [InlineData("/111111111111111/batch", "wt?p=1&nc=1")]
    [InlineData("/111111111111111/cc?a=s&nc=1", "")]
    public void After_the_marker_alone_they_stay(string target, string body)
    {
        Assert.Equal(0, Count(OptOut, SampleHit.Post(target, body, ("Cookie", "wt3_eid=1"))));
        Assert.Equal(0, Count(OptIn, SampleHit.Post(target, body, ("Cookie", "wt3_eid=1; miCookieOptOut=1"))));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "cross-site")]
    [InlineData("; miCookieOptOut=0", "same-site")]
    [InlineData("; miCookieOptOut=1; miCookieOptOut=0", "same-site")]
    public void For_want_of_a_proof_they_stay(string cookie, string site) =>
        Assert.Equal(0, Count(OptIn, SampleHit.Get("p=1", ("Cookie", $"wt3_eid=1{cookie}"), ("Sec-Fetch-Site", site))));

    [Fact]
    public void On_a_page_of_this_very_site_a_missing_consent_is_a_word() =>
        Assert.Equal(2, Count(OptIn, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", "same-site"))));

    /// <summary>A frame of the site on another site's page: the browser says "same-site", and holds its cookies back.</summary>
    [Fact]
    public void In_a_frame_on_another_site_a_missing_consent_is_none() => Assert.Equal(
        0, Count(OptIn, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Storage-Access", "none"))));

    [Fact]
    public void Who_is_identified_keeps_them() => Assert.Equal(0, Count(OptOut, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"))));

    [Fact]
    public void Without_a_domain_nobody_knows_where_they_belong() =>
        Assert.Equal(0, Count(SamplePolicy.Standard, SampleHit.Get("p=1", ("Cookie", "miCookieOptOut=1; wt3_eid=1"))));

    [Fact]
    public void The_pixels_own_files_take_nothing_away() => Assert.Equal(0, Count(OptOut, SampleHit.Of("GET", "/js/pixel.js", "", ("Cookie", "miCookieOptOut=1; wt3_eid=1"))));

    [Theory]
    [InlineData("?duration=1800", "", 2)]
    [InlineData("", "same-site", 2)]
    [InlineData("?duration=-2", "", 0)]
    [InlineData("?duration=-2", "same-site", 0)]
    [InlineData("?duration=-2", "cross-site", 0)]
    [InlineData("?duration=1800", "cross-site", 0)]
    public void With_the_full_opt_out_they_go_but_not_when_it_is_taken_back_nor_on_another_sites_word(string query, string site, int expected)
    {
        (string, string)[] headers = site.Length == 0 ? [("Cookie", "wt3_eid=1")] : [("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", site)];

        Assert.Equal(expected, Count(OptOut, SampleHit.Of("GET", OptOutPath + query, "", headers)));
    }

    private static int Count(PolicyConfig config, Hit hit)
    {
        var policy = config.Compile();
        return policy.AnswerCookies(hit, policy.Rewrite(hit)).Count;
    }
}
