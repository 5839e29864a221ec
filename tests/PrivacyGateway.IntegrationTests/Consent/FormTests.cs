using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Consent;
/// <summary>The requests of a form, its redirects, and ambiguous forms.</summary>
[Collection(ConsentCollection.Name)]
public sealed class FormTests(ConsentFixture fixture)
{
    private const string Scope = "; Path=/; Domain=shop.example; SameSite=Lax; Secure";

    [Theory]
    [InlineData("minutes=0")]
    [InlineData("minutes=-1")]
    [InlineData("minutes=abc")]
    [InlineData("minutes=1.5")]
    [InlineData("minutes=1e3")]
    [InlineData("minutes=0x10")]
    [InlineData("minutes=%2B60")]
    [InlineData("minutes=60+")]
    [InlineData("minutes=1,000")]
    [InlineData("minutes=%D9%A6")]
    [InlineData("minutes=60%00")]
    [InlineData("minutes=2147483648")]
    [InlineData("minutes=99999999999999999999999999")]
    [InlineData("minutes=60&minutes=60")]
    [InlineData("minutes=60&minutes=")]
    [InlineData("action=")]
    [InlineData("action=Delete")]
    [InlineData("action=canary")]
    [InlineData("action=delete&action=delete")]
    public async Task Ambiguous_form_is_refused_and_changes_nothing(string form)
    {
        foreach (var (host, resource) in new[] { (ConsentHosts.Track, Call.AnonymousCookie), (ConsentHosts.OptIn, Call.AnonymousCookie),
            (ConsentHosts.Track, Call.OptOut) })
        {
            var exchange = await fixture.SendAsync(Call.Form(host, resource, form));

            exchange.IsRefused(400);
            Assert.StartsWith("{\"error\":\"", exchange.Json(), StringComparison.Ordinal);
            Assert.DoesNotContain("canary", exchange.Json(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Renewal_of_a_full_opt_out_is_refused() =>
        (await fixture.SendAsync(Call.Form(ConsentHosts.Track, Call.OptOut, "action=refresh", "Cookie: webtrekkOptOut=1"))).IsRefused(400);

    [Theory]
    [InlineData("https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example/done/")]
    [InlineData("https://www.shop.example/done/thanks?x=1")]
    public async Task Form_redirects_to_an_allowed_page(string target)
    {
        foreach (var (resource, cookie) in new[] { (Call.AnonymousCookie, "miCookieOptOut=1; Max-Age=3600" + Scope),
            (Call.OptOut, "webtrekkOptOut=1; Max-Age=3600" + Scope) })
        {
            var exchange = await fixture.SendAsync(Call.Form(
                ConsentHosts.OptIn, resource, $"minutes=60&redirect={Uri.EscapeDataString(target)}", "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Mode: navigate"));

            Assert.Equal(303, exchange.Response.Status);
            Assert.Equal([target], exchange.Response.HeaderValues("Location"));
            Assert.Equal(["no-store"], exchange.Response.HeaderValues("Cache-Control"));
            Assert.Equal([cookie], exchange.SetCookies());
            Assert.Empty(exchange.Response.Body);
            exchange.NothingForwarded();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/privacy")]
    [InlineData("//www.shop.example/privacy")]
    [InlineData("http://www.shop.example/privacy")]
    [InlineData("https://evil.test/")]
    [InlineData("https://evil.test/?https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example.evil.test/privacy")]
    [InlineData("https://www.shop.example@evil.test/privacy")]
    [InlineData("https://www.shop.example:8443/privacy")]
    [InlineData("https://user@www.shop.example/privacy")]
    [InlineData("https://www.shop.example/privacy/")]
    [InlineData("https://www.shop.example/privacy/sub")]
    [InlineData("https://www.shop.example/privacyx")]
    [InlineData("https://www.shop.example/privacy?x=1")]
    [InlineData("https://www.shop.example/Privacy")]
    [InlineData("https://www.shop.example/privacy/../account")]
    [InlineData("https://www.shop.example/done")]
    [InlineData("https://www.shop.example/done/../account")]
    [InlineData("https://www.shop.example/done/%2e%2e/account")]
    [InlineData("https://www.shop.example/done/.%2E/account")]
    [InlineData("https://www.shop.example/done/..\\account")]
    [InlineData("https:\\\\www.shop.example\\privacy")]
    [InlineData("javascript:alert(1)//https://www.shop.example/privacy")]
    [InlineData("data:text/html,x")]
    public async Task Redirect_to_a_page_that_is_not_allowed_is_refused(string target)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
            (await fixture.SendAsync(Call.Form(ConsentHosts.Track, resource, $"redirect={Uri.EscapeDataString(target)}"))).IsRefused(400);
    }

    // Browsers strip tabs and line ends from a URL before they resolve it; Latin-1 turns wide letters into plain ones.
    [Theory]
    [InlineData("https://www.shop.example/done/.\t./account")]
    [InlineData("https://www.shop.example/done/.\n./account")]
    [InlineData("https://www.shop.example/done/\r\nSet-Cookie: canary=1")]
    [InlineData("https://www.shop.example/done/\u0000")]
    [InlineData("https://www.shop.example/done/\u00e4")]
    [InlineData("https://www.shop.example/done/\uff0e\uff0e/account")]
    [InlineData("https://www.shop.example/done/\u4e2d")]
    [InlineData(" https://www.shop.example/privacy")]
    [InlineData("https://www.shop.example/privacy\n")]
    public async Task Redirect_with_characters_that_a_URL_cannot_contain_is_refused(string target)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
            (await fixture.SendAsync(Call.Form(ConsentHosts.Track, resource, $"redirect={Uri.EscapeDataString(target)}"))).IsRefused(400);
    }

    [Theory]
    [InlineData("https://www.shop.example/done/.\t./account")]
    [InlineData("https://www.shop.example/done/\u00e4")]
    public async Task Redirect_of_the_track_domain_to_a_page_that_is_not_allowed_is_replaced_by_the_pixel(string location)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Get(ConsentHosts.Track, $"/{RequestSpec.TrackId}/optout.php?duration=30"),
            _ => TrackDomainResponses.Build(302, "Found", [new("Location", location)], []));

        exchange.IsOurGif();
        Assert.Empty(exchange.Response.HeaderValues("Location"));
    }

    [Fact]
    public async Task Form_with_two_redirects_is_refused() =>
        (await fixture.SendAsync(Call.Form(
            ConsentHosts.Track, Call.AnonymousCookie,
            "redirect=https://www.shop.example/privacy&redirect=https://www.shop.example/privacy"))).IsRefused(400);

    public static TheoryData<string, string, string> OddBodies => new()
    {
        { "JSON", "Content-Type: application/json", "{\"minutes\":60}" },
        { "plain text", "Content-Type: text/plain", "minutes=60" },
        { "multipart", "Content-Type: multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=\"minutes\"\r\n\r\n60\r\n--x--\r\n" },
        { "no type", "Accept: */*", "minutes=60" },
        { "two types", "Content-Type: application/x-www-form-urlencoded, application/json", "minutes=60" },
        { "gzip", "Content-Type: application/x-www-form-urlencoded|Content-Encoding: gzip", "\u001f\u008b\b\0\0\0\0\0\0\u0003" },
        { "identity", "Content-Type: application/x-www-form-urlencoded|Content-Encoding: identity", "minutes=60" },
        { "a long value", "Content-Type: application/x-www-form-urlencoded", "redirect=" + new string('a', 2049) },
        { "a long name", "Content-Type: application/x-www-form-urlencoded", new string('a', 2049) + "=1" },
        { "many fields", "Content-Type: application/x-www-form-urlencoded", "a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&minutes=60" },
        { "a megabyte", "Content-Type: application/x-www-form-urlencoded", "other=" + new string('a', 1048576) },
    };

    [Theory]
    [MemberData(nameof(OddBodies))]
    public async Task Body_that_is_not_a_small_form_is_refused_and_changes_nothing(string description, string headers, string body)
    {
        Assert.NotEmpty(description);
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
        {
            var exchange = await fixture.SendAsync(
                RequestSpec.Post(ConsentHosts.Track, resource, body, [ConsentHosts.FromShop, .. headers.Split('|')]));

            exchange.IsRefused(415);
            Assert.Equal("{\"error\":\"The body is not a small form (application/x-www-form-urlencoded).\"}", exchange.Json());
        }
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("Content-Type: Application/X-WWW-Form-Urlencoded")]
    public async Task Form_with_a_charset_or_a_chunked_body_is_accepted(string type)
    {
        var whole = await fixture.SendAsync(
            RequestSpec.Post(ConsentHosts.Plain, Call.AnonymousCookie, "minutes=60", ConsentHosts.FromShop, type));
        var chunked = await fixture.SendAsync(RequestSpec.Post(
            ConsentHosts.Plain, Call.AnonymousCookie, "4\r\nminu\r\n6\r\ntes=60\r\n0\r\n\r\n", ConsentHosts.FromShop, type,
            "Transfer-Encoding: chunked"));

        Assert.Equal(["miCookieOptOut=1; Max-Age=3600" + Scope], whole.SetCookies());
        Assert.Equal(["miCookieOptOut=1; Max-Age=3600" + Scope], chunked.SetCookies());
    }
}
