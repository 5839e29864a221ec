using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Policies;

public sealed class AnswerPolicyTests
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
    public void An_anonymous_browser_gets_the_status_or_our_gif(int status, string? location, string? standard, string? strict)
    {
        var answer = location is null ? SampleAnswer.Of(status) : SampleAnswer.Of(status, ("Location", location));

        Assert.Equal(standard, SampleAnswer.Rewrite(SamplePolicy.Standard, Anonymous, answer).Own?.ContentType);
        Assert.Equal(strict, SampleAnswer.Rewrite(SamplePolicy.Strict, Anonymous, answer).Own?.ContentType);
    }

    [Theory]
    [InlineData("/next?p=1", "/next?p=1")]
    [InlineData("/next?eid=4711", null)]
    [InlineData("https://sync.example/", null)]
    public void Only_a_harmless_redirect_shows_where_it_leads(string location, string? expected) => Assert.Equal(
        expected, Value(SampleAnswer.Rewrite(SamplePolicy.Standard, Anonymous, SampleAnswer.Of(302, ("Location", location))), "Location"));

    [Fact]
    public void A_server_error_stays_one_at_every_level_so_that_the_pixel_keeps_the_hit() =>
        Assert.Equal(503, SampleAnswer.Rewrite(SamplePolicy.Strict, Anonymous, SampleAnswer.Of(503)).Own!.Status);

    [Fact]
    public void At_the_strict_level_a_batch_gets_an_empty_200()
    {
        var own = SampleAnswer.Rewrite(SamplePolicy.Strict, AnonymousBatch, SampleAnswer.Of(200)).Own!;

        Assert.Equal((200, null, 0), (own.Status, own.ContentType, own.Body.Length));
    }

    [Theory]
    [InlineData(302, "https://elsewhere.example/?eid=4711")]
    [InlineData(301, "/x")]
    public void An_identified_browser_is_redirected_as_the_track_domain_says(int status, string location)
    {
        var rewritten = SampleAnswer.Rewrite(SamplePolicy.Standard, Identified, SampleAnswer.Of(status, ("Location", location)));

        Assert.Null(rewritten.Own);
        Assert.Equal(location, Value(rewritten, "Location"));
    }

    [Theory]
    [InlineData("duration=1800", "webtrekkOptOut=1; Max-Age=155520000; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    [InlineData("duration=-2", "webtrekkOptOut=; Max-Age=0; Path=/; Domain=shop.example; SameSite=Lax; Secure")]
    public void The_opt_out_holds_whatever_the_track_domain_answers(string query, string expected)
    {
        var config = SamplePolicy.Standard with { CookieDomain = "shop.example", OptOutCookies = ["webtrekkOptOut", "vendorOptOut"] };
        var answer = SampleAnswer.Of(500, ("Set-Cookie", "webtrekkOptOut=; Max-Age=0"), ("Set-Cookie", "vendorOptOut=1"), ("Set-Cookie", "wteid_1=4711"));

        var cookies = SampleAnswer.Rewrite(config, OptOut(query), answer).Headers.Where(header => header.Is("Set-Cookie")).Select(header => header.Value);

        Assert.Equal(["vendorOptOut=1; Max-Age=155520000; Path=/; SameSite=Lax; Secure", expected], cookies);
    }

    [Fact]
    public void Without_a_name_for_it_no_opt_out_cookie_is_set() => Assert.Null(
        Value(SampleAnswer.Rewrite(SamplePolicy.Standard with { OptOutCookies = [] }, OptOut("duration=1"), SampleAnswer.Of(200)), "Set-Cookie"));

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
    public void An_opt_out_leads_only_where_the_owner_allows(string location, bool isAllowed)
    {
        var config = SamplePolicy.Standard with { OptOutRedirects = ["https://www.shop.example/privacy", "https://m.shop.example/"] };

        var rewritten = SampleAnswer.Rewrite(config, OptOut("redirect=x"), SampleAnswer.Of(302, ("Location", location)));

        Assert.Equal(isAllowed ? location : null, Value(rewritten, "Location"));
        Assert.Equal(isAllowed ? null : "image/gif", rewritten.Own?.ContentType);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(404, false)]
    [InlineData(302, true)]
    public void A_file_passes_and_is_never_redirected(int status, bool isRefused)
    {
        var policy = (SamplePolicy.Strict with { StaticPaths = ["/js/"] }).Compile();
        var hit = SampleHit.Of("GET", "/js/a.js", "") with { Kind = HitKind.Static };

        var rewritten = policy.Rewrite(SampleAnswer.Of(status, ("Location", "/x"), ("ETag", "4711")), hit, policy.Rewrite(hit));

        Assert.Equal(isRefused ? 404 : null, rewritten.Own?.Status);
        Assert.Equal(["Cache-Control"], rewritten.Headers.Select(header => header.Name));
    }

    [Theory]
    [InlineData("wteid_1=4711", false, true)]
    [InlineData("webtrekkOptOut=1", true, true)]
    [InlineData("miCookieOptOut=1", false, false)]
    [InlineData("PHPSESSID=1", false, false)]
    [InlineData("other=1", false, false)]
    public void The_last_guard_knows_who_may_get_which_cookie(string line, bool anonymous, bool identified)
    {
        var policy = SamplePolicy.Standard.Compile();

        Assert.Equal(anonymous, policy.MaySet(line, policy.Rewrite(Anonymous)));
        Assert.Equal(identified, policy.MaySet(line, policy.Rewrite(Identified)));
        Assert.Equal(anonymous, policy.MaySet(line, policy.Rewrite(SampleHit.Get("p=1", ("Cookie", "webtrekkOptOut=1")))));
        Assert.Equal(anonymous, policy.MaySet(line, policy.Rewrite(OptOut("duration=1"))));
        Assert.Equal(anonymous, policy.MaySet(line, policy.Rewrite(SampleHit.Of("GET", "/unknown", ""))));
    }

    private static Hit OptOut(string query) => SampleHit.Of("GET", $"/111111111111111/optout?{query}", "");

    private static string? Value(RewrittenAnswer answer, string name) => answer.Headers.FirstOrDefault(header => header.Is(name)).Value;
}
