using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

/// <summary>The responses that expire the identity cookies.</summary>
public sealed class ResponseCookiesTests
{
    private const string OptOutPath = "/111111111111111/optout";

    private static readonly PolicyConfig OptOut =
        SamplePolicy.Standard with
        {
            CookieDomain = "shop.example",
            Signals = new SignalsConfig { GlobalPrivacyControl = true },
            StaticPaths = ["/js/"]
        };

    private static readonly PolicyConfig OptIn = SamplePolicy.OptIn with { CookieDomain = "shop.example" };

    [Theory]
    [InlineData("p=1", "miCookieOptOut=1")]
    [InlineData("p=1", "webtrekkOptOut=1")]
    [InlineData("p=1&nc=1", "miCookieOptOut=1")]
    [InlineData("p=1&nc=1", "webtrekkOptOut=1")]
    public void Visitors_choice_expires_the_identity_cookies(string query, string cookie) =>
        Assert.Equal(2, Count(OptOut, SampleHit.Get(query, ("Cookie", $"{cookie}; wt3_eid=1"))));

    [Theory]
    [InlineData("p=1", "1", 2)]
    [InlineData("p=1&nc=1", "1", 2)]
    [InlineData("p=1&nc=1", "0", 0)]
    [InlineData("p=1", "0", 0)]
    public void Global_Privacy_Control_expires_the_identity_cookies(string query, string value, int expected) =>
        Assert.Equal(expected, Count(OptOut, SampleHit.Get(query, ("Cookie", "wt3_eid=1"), ("Sec-GPC", value))));

    /// <summary>A page can write <c>nc=1</c>, and it does so for visitors who have never made a choice.</summary>
    [Theory]
    [InlineData("/111111111111111/wt?p=1&nc=1", "")]
    [InlineData("/111111111111111/batch", "wt?p=1&nc=1")]
    [InlineData("/111111111111111/cc?a=s&nc=1", "")]
    public void Marker_alone_does_not_expire_the_identity_cookies(string target, string body)
    {
        Assert.Equal(0, Count(OptOut, SampleHit.Post(target, body, ("Cookie", "wt3_eid=1"))));
        Assert.Equal(0, Count(OptIn, SampleHit.Post(target, body, ("Cookie", "wt3_eid=1; miCookieOptOut=1"))));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "cross-site")]
    [InlineData("; miCookieOptOut=0", "same-site")]
    [InlineData("; miCookieOptOut=1; miCookieOptOut=0", "same-site")]
    public void Unproven_opt_out_does_not_expire_the_identity_cookies(string cookie, string site) =>
        Assert.Equal(0, Count(OptIn, SampleHit.Get("p=1", ("Cookie", $"wt3_eid=1{cookie}"), ("Sec-Fetch-Site", site))));

    [Fact]
    public void Missing_consent_on_a_same_site_page_expires_the_identity_cookies() =>
        Assert.Equal(2, Count(OptIn, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", "same-site"))));

    /// <summary>A frame of the site on another site's page: the browser says "same-site", and sends no cookies.</summary>
    [Fact]
    public void Missing_consent_in_a_third_party_frame_does_not_expire_the_identity_cookies() => Assert.Equal(
        0, Count(
            OptIn, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Storage-Access", "none"))));

    [Fact]
    public void Identified_hit_does_not_expire_the_identity_cookies() =>
        Assert.Equal(0, Count(OptOut, SampleHit.Get("p=1", ("Cookie", "wt3_eid=1"))));

    [Fact]
    public void Missing_cookie_domain_prevents_expiry_of_the_identity_cookies() =>
        Assert.Equal(0, Count(SamplePolicy.Standard, SampleHit.Get("p=1", ("Cookie", "miCookieOptOut=1; wt3_eid=1"))));

    [Fact]
    public void Static_file_does_not_expire_the_identity_cookies() =>
        Assert.Equal(0, Count(OptOut, SampleHit.Create("GET", "/js/pixel.js", "", ("Cookie", "miCookieOptOut=1; wt3_eid=1"))));

    [Theory]
    [InlineData("?duration=1800", "", 2)]
    [InlineData("", "same-site", 2)]
    [InlineData("?duration=-2", "", 0)]
    [InlineData("?duration=-2", "same-site", 0)]
    [InlineData("?duration=-2", "cross-site", 0)]
    [InlineData("?duration=1800", "cross-site", 0)]
    public void Full_opt_out_call_expires_the_identity_cookies_unless_it_withdraws_or_is_cross_site(string query, string site, int expected)
    {
        (string, string)[] headers = site.Length == 0 ? [("Cookie", "wt3_eid=1")] : [("Cookie", "wt3_eid=1"), ("Sec-Fetch-Site", site)];

        Assert.Equal(expected, Count(OptOut, SampleHit.Create("GET", OptOutPath + query, "", headers)));
    }

    private static int Count(PolicyConfig config, Hit hit)
    {
        var policy = config.Compile();
        return policy.CreateResponseCookies(hit, policy.Rewrite(hit)).Count;
    }
}
