using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class ResponsePolicyTests
{
    private static readonly Hit Anonymous = SampleHit.Get("p=1&nc=1");
    private static readonly Hit AnonymousBatch = SampleHit.Post(SampleHit.BatchPath, "?p=1&nc=1");
    private static readonly Hit Identified = SampleHit.Get("p=1&eid=4711");

    [Theory]
    [InlineData(200, null, null, "image/gif")]
    [InlineData(204, null, null, "image/gif")]
    [InlineData(404, null, null, "image/gif")]
    [InlineData(302, "/next?p=1", null, "image/gif")]
    [InlineData(302, "/next?eid=4711", "image/gif", "image/gif")]
    [InlineData(307, "https://sync.example/?id=4711", "image/gif", "image/gif")]
    [InlineData(302, "//sync.example/", "image/gif", "image/gif")]
    [InlineData(302, null, "image/gif", "image/gif")]
    [InlineData(304, "/x", null, "image/gif")]
    [InlineData(500, null, null, null)]
    [InlineData(503, null, null, null)]
    public void Anonymous_browser_gets_the_status_of_the_track_domain_or_the_gateways_pixel(
        int status, string? location, string? standard, string? strict)
    {
        var response = location is null ? SampleResponse.Create(status) : SampleResponse.Create(status, ("Location", location));

        Assert.Equal(standard, SampleResponse.Rewrite(SamplePolicy.Standard, Anonymous, response).Local?.ContentType);
        Assert.Equal(strict, SampleResponse.Rewrite(SamplePolicy.Strict, Anonymous, response).Local?.ContentType);
    }

    [Theory]
    [InlineData("/next?p=1", "/next?p=1")]
    [InlineData("/next?eid=4711", null)]
    [InlineData("https://sync.example/", null)]
    public void Location_is_forwarded_only_for_a_harmless_redirect(string location, string? expected) => Assert.Equal(
        expected, Value(
            SampleResponse.Rewrite(SamplePolicy.Standard, Anonymous, SampleResponse.Create(302, ("Location", location))), "Location"));

    [Fact]
    public void Server_error_is_a_503_at_every_level() =>
        Assert.Equal(503, SampleResponse.Rewrite(SamplePolicy.Strict, Anonymous, SampleResponse.Create(503)).Local!.Status);

    [Fact]
    public void Batch_gets_an_empty_200_at_the_strict_level()
    {
        var own = SampleResponse.Rewrite(SamplePolicy.Strict, AnonymousBatch, SampleResponse.Create(200)).Local!;

        Assert.Equal((200, null, 0), (own.Status, own.ContentType, own.Body.Length));
    }

    [Theory]
    [InlineData(302, "https://elsewhere.example/?eid=4711")]
    [InlineData(301, "/x")]
    public void Redirect_of_an_identified_browser_is_forwarded_unchanged(int status, string location)
    {
        var rewritten = SampleResponse.Rewrite(SamplePolicy.Standard, Identified, SampleResponse.Create(status, ("Location", location)));

        Assert.Null(rewritten.Local);
        Assert.Equal(location, Value(rewritten, "Location"));
    }

    [Theory]
    [InlineData("duration=1800", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("duration=-2", "webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    public void Opt_out_cookie_is_set_for_every_response_of_the_track_domain(string query, string expected)
    {
        var config = SamplePolicy.Standard with { CookieDomain = "shop.example", OptOutCookies = ["webtrekkOptOut", "vendorOptOut"] };
        var response = SampleResponse.Create(
            500, ("Set-Cookie", "webtrekkOptOut=; Max-Age=0"), ("Set-Cookie", "vendorOptOut=1"), ("Set-Cookie", "wteid_1=4711"));

        var cookies = SampleResponse.Rewrite(config, OptOut(query), response).Headers.Where(header => header.Is("Set-Cookie")).Select(
            header => header.Value);

        Assert.Equal(["vendorOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure", expected], cookies);
    }

    [Fact]
    public void Opt_out_cookie_is_not_set_without_a_configured_name() => Assert.Null(
        Value(SampleResponse.Rewrite(SamplePolicy.Standard with { OptOutCookies = [] }, OptOut("duration=1"), SampleResponse.Create(200)),
            "Set-Cookie"));

    [Theory]
    [InlineData("https://www.shop.example/privacy", true)]
    [InlineData("https://www.shop.example/privacy/done", false)]
    [InlineData("https://www.shop.example/privacy?eid=1", false)]
    [InlineData("https://m.shop.example/", true)]
    [InlineData("https://m.shop.example/a/b?c", true)]
    [InlineData("https://m.shop.example.evil.test/", false)]
    [InlineData("https://evil.test/", false)]
    [InlineData("/", false)]
    [InlineData("HTTPS://www.shop.example/privacy", true)]
    public void Redirect_of_an_opt_out_call_is_limited_to_allowed_pages(string location, bool isAllowed)
    {
        var config = SamplePolicy.Standard with { OptOutRedirects = ["https://www.shop.example/privacy", "https://m.shop.example/"] };

        var rewritten = SampleResponse.Rewrite(config, OptOut("redirect=x"), SampleResponse.Create(302, ("Location", location)));

        Assert.Equal(isAllowed ? location : null, Value(rewritten, "Location"));
        Assert.Equal(isAllowed ? null : "image/gif", rewritten.Local?.ContentType);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(404, false)]
    [InlineData(302, true)]
    public void Static_file_is_forwarded_and_never_redirected(int status, bool isRefused)
    {
        var policy = (SamplePolicy.Strict with { StaticPaths = ["/js/"] }).Compile();
        var hit = SampleHit.Create("GET", "/js/a.js", "") with { Kind = HitKind.Static };

        var rewritten = policy.Rewrite(SampleResponse.Create(status, ("Location", "/x"), ("ETag", "4711")), hit, policy.Rewrite(hit));

        Assert.Equal(isRefused ? 404 : null, rewritten.Local?.Status);
        Assert.Equal(["Cache-Control"], rewritten.Headers.Select(header => header.Name));
    }

    [Theory]
    [InlineData("wteid_1=4711", false, true)]
    [InlineData("webtrekkOptOut=1", true, true)]
    [InlineData("miCookieOptOut=1", false, false)]
    [InlineData("PHPSESSID=1", false, false)]
    [InlineData("other=1", false, false)]
    public void Cookie_guard_allows_only_permitted_cookies_for_each_kind_of_browser(string line, bool anonymous, bool identified)
    {
        var policy = SamplePolicy.Standard.Compile();

        Assert.Equal(anonymous, policy.MaySet(line, Anonymous, policy.Rewrite(Anonymous), SampleResponse.Now));
        Assert.Equal(identified, policy.MaySet(line, Identified, policy.Rewrite(Identified), SampleResponse.Now));
        Assert.Equal(anonymous, policy.MaySet(line, SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1")),
            policy.Rewrite(SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1"))), SampleResponse.Now));
        Assert.Equal(anonymous, policy.MaySet(line, OptOut("duration=1"), policy.Rewrite(OptOut("duration=1")), SampleResponse.Now));
        Assert.Equal(anonymous, policy.MaySet(
            line, SampleHit.Create("GET", "/unknown", ""), policy.Rewrite(SampleHit.Create("GET", "/unknown", "")), SampleResponse.Now));
    }

    private static Hit OptOut(string query) => SampleHit.Create("GET", $"/111111111111111/optout?{query}", "");

    private static string? Value(RewrittenResponse response, string name) =>
        response.Headers.FirstOrDefault(header => header.Is(name)).Value;
}
