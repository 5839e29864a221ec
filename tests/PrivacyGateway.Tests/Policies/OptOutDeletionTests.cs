using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

/// <summary>Only the visitor's own call ends a full opt-out: neither a response of the track domain nor a foreign page does.</summary>
public sealed class OptOutDeletionTests
{
    private const string OptOut = "/111111111111111/optout?duration=";

    private static readonly (string Name, string Value) Host = ("Host", "track.shop.example");

    public static TheoryData<string> Endings => new(
        "webtrekkOptOut=; Max-Age=0",
        "webtrekkOptOut=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/",
        "webtrekkOptOut=",
        "webtrekkOptOut",
        "webtrekkOptOut=1; Max-Age=0",
        "webtrekkOptOut=1; Max-Age=-5; Domain=shop.example",
        "webtrekkOptOut=0; Path=/",
        " webtrekkOptOut = ; max-age=0");

    [Theory]
    [MemberData(nameof(Endings))]
    public void Response_to_other_requests_does_not_delete_a_full_opt_out(string line)
    {
        var files = SamplePolicy.Standard with { StaticPaths = ["/js/"] };
        foreach (var hit in new[]
        {
            SampleHit.Get("p=1"),
            SampleHit.Get("p=1&nc=1"),
            SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1")),
            SampleHit.Create("GET", "/js/x.js", "") with { Kind = HitKind.Static },
            SampleHit.Create("GET", OptOut + "1800", ""),
            SampleHit.Create("GET", OptOut + "0", ""),
        })
        {
            Assert.DoesNotContain(SampleResponse.SetCookies(files, hit, line), Ends);
            var policy = files.Compile();
            Assert.False(policy.MaySet(line, hit, policy.Rewrite(hit), SampleResponse.Now));
        }
    }

    [Fact]
    public void Short_Max_Age_of_the_track_domain_does_not_end_a_full_opt_out() =>
        Assert.All(SampleResponse.SetCookies(SamplePolicy.Standard, SampleHit.Get("p=1"), "webtrekkOptOut=1; Max-Age=1"),
            line => Assert.Contains("Max-Age=155520000", line, StringComparison.Ordinal));

    [Fact]
    public void Withdrawal_call_deletes_the_full_opt_out() =>
        Assert.Contains(SampleResponse.SetCookies(
            SamplePolicy.Standard, SampleHit.Create("GET", OptOut + "-2", ""), "webtrekkOptOut=; Max-Age=0"), Ends);

    [Theory]
    [InlineData("Origin", "https://evil.test")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "https://www.shop.example.evil.test")]
    [InlineData("Origin", "https://notshop.example")]
    [InlineData("Referer", "https://evil.test/?https://www.shop.example/")]
    [InlineData("Referer", "https://www.shop.example@evil.test/")]
    [InlineData("Referer", "x")]
    [InlineData("Referer", "https://evil.test\\.shop.example/")]
    public void Cross_site_withdrawal_of_a_full_opt_out_is_not_forwarded(string name, string value)
    {
        var hit = SampleHit.Create("GET", OptOut + "-2", "", Host, ("Cookie", "webtrekkOptOut=1"), (name, value));

        Assert.IsType<LocalResult>(SamplePolicy.Standard.Compile().Rewrite(hit));
    }

    [Theory]
    [InlineData("Origin", "https://www.shop.example")]
    [InlineData("Origin", "https://track.shop.example")]
    [InlineData("Referer", "https://www.shop.example/")]
    [InlineData("Referer", "http://shop.example:8080/a?b=c")]
    [InlineData("Referer", "")]
    public void Same_site_withdrawal_of_a_full_opt_out_is_forwarded(string name, string value)
    {
        var hit = SampleHit.Create("GET", OptOut + "-2", "", Host, ("Cookie", "webtrekkOptOut=1"), (name, value));

        Assert.IsType<ForwardResult>(SamplePolicy.Standard.Compile().Rewrite(hit));
    }

    [Theory]
    [InlineData("https://www.shop.example/page", true)]
    [InlineData("https://blog.shop.example/page", false)]
    [InlineData("http://www.shop.example/page", false)]
    public void Sibling_host_outside_the_allowed_origins_cannot_withdraw_a_full_opt_out(string referer, bool isOwn)
    {
        var config = SamplePolicy.Standard with { AllowedOrigins = ["https://www.shop.example"] };
        var hit = SampleHit.Create("GET", OptOut + "-2", "", Host, ("Cookie", "webtrekkOptOut=1"), ("Referer", referer));

        Assert.Equal(isOwn, config.Compile().Rewrite(hit) is ForwardResult);
    }

    private static bool Ends(string line) =>
        !line.StartsWith("webtrekkOptOut=1;", StringComparison.Ordinal) || line.Contains("Max-Age=0", StringComparison.Ordinal);
}
