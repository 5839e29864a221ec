using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class IdentityCookiesTests
{
    [Fact]
    public void Identity_cookie_is_expired_on_host_and_domain_and_for_third_party_pages() => Assert.Equal(
        [
            new HeaderLine("Set-Cookie", "wtstp_eid=; Max-Age=0; Path=/; SameSite=None; Secure"),
            new HeaderLine("Set-Cookie", "wtstp_eid=; Max-Age=0; Path=/; Domain=shop.example; SameSite=None; Secure"),
        ],
        Expire("wtstp_eid=4711"));

    [Theory]
    [InlineData("wtstp_eid")]
    [InlineData("wtstp_sid")]
    [InlineData("wt3_eid")]
    [InlineData("wt3_sid")]
    [InlineData("wt_eid")]
    [InlineData("wt_sid")]
    [InlineData("wteid_111111111111111")]
    [InlineData("wtsid_111111111111111")]
    public void Identity_cookie_is_expired_under_the_name_that_the_browser_sent(string name)
    {
        var lines = Expire($"a=1; {name}=4711; b=2");

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.StartsWith($"{name}=;", line.Value, StringComparison.Ordinal));
    }

    /// <summary>The rate limiter would restart otherwise; the others are not the vendor's or not identities.</summary>
    [Theory]
    [InlineData("wtstp_rla=1")]
    [InlineData("WTSTP_RLA=1")]
    [InlineData("wt3_sample=1")]
    [InlineData("wt_mcc_1=1")]
    [InlineData("wtstp_cdbeid=1")]
    [InlineData("miCookieOptOut=1")]
    [InlineData("webtrekkOptOut=1")]
    [InlineData("PHPSESSID=1")]
    [InlineData("sid=1")]
    [InlineData("eid=1")]
    [InlineData("xwtstp_eid=1")]
    [InlineData("WTSTP_EID=1")]
    [InlineData("a=wtstp_eid=1")]
    [InlineData("")]
    public void Other_cookie_is_not_expired(string cookies) => Assert.Empty(Expire(cookies));

    /// <summary>The name is written into a response header: nothing that could end it there.</summary>
    [Theory]
    [InlineData("wteid_1\u00e9")]
    [InlineData("wteid_1\t2")]
    [InlineData("wteid_1 2")]
    [InlineData("wteid_1\"")]
    [InlineData("wteid_1\r\nX: 1")]
    [InlineData("wteid_%0d%0a")]
    [InlineData("wteid_1\0")]
    [InlineData("wteid_1<script>")]
    [InlineData("wteid_1.2")]
    public void Cookie_name_that_the_pixel_does_not_write_is_not_echoed(string name)
    {
        Assert.Empty(Expire($"{name}=1"));
        Assert.Equal(2, Expire($"{name}=1; wteid_1=1").Count);
    }

    [Fact]
    public void Identity_cookie_that_is_sent_twice_is_expired_once() => Assert.Equal(2, Expire("wteid_1=1; wteid_1=2").Count);

    [Fact]
    public void Expired_cookie_does_not_contain_its_value() =>
        Assert.DoesNotContain(Expire("wteid_1=4711; eid=4711"), line => line.Value.Contains("4711", StringComparison.Ordinal));

    [Fact]
    public void Identity_cookies_are_found_in_every_Cookie_header() => Assert.Equal(
        4, IdentityCookies.Expire(SampleHit.Get("p=1", ("Cookie", "wteid_1=1"), ("cookie", "wtsid_1=1")), "shop.example").Count);

    [Fact]
    public void Number_of_expired_identity_cookies_is_bounded()
    {
        var lines = Expire(string.Join("; ", Enumerable.Range(0, 1000).Select(i => $"wteid_{i}=1")));

        Assert.Equal(2 * 16, lines.Count);
        Assert.StartsWith("wteid_0=", lines[0].Value, StringComparison.Ordinal);
        Assert.StartsWith("wteid_15=", lines[^1].Value, StringComparison.Ordinal);
    }

    private static IReadOnlyList<HeaderLine> Expire(string cookies) =>
        IdentityCookies.Expire(SampleHit.Get("p=1", ("Cookie", cookies)), "shop.example");
}
