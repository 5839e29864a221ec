using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Nobody's page but the policy's own origins speaks for a visitor, or learns what the gateway knows of one. (Threat R16.)</summary>
[Collection(ConsentTurns.Name)]
public sealed class CrossSiteTests(ConsentStage stage)
{
    private const string Cookies = "Cookie: miCookieOptOut=1; miCookieOptOutRolls=1; webtrekkOptOut=1; wteid_111111111111111=4260000000000000001";

    private static readonly string[] Calls =
    [
        "POST " + Call.AnonymousCookie, "DELETE " + Call.AnonymousCookie, "OPTIONS " + Call.AnonymousCookie,
        "POST " + Call.OptOut, "DELETE " + Call.OptOut, "OPTIONS " + Call.OptOut,
        "GET " + Call.State, "OPTIONS " + Call.State,
    ];

    // Lines are separated by "|".
    private static readonly string[] Strangers =
    [
        "Origin: https://evil.test",
        "Origin: null",
        "Origin: ",
        "Origin: *",
        "Origin: https://shop.example.evil.test",
        "Origin: https://www.shop.example.evil.test",
        "Origin: https://evilwww.shop.example",
        "Origin: https://shop.example",
        "Origin: https://track.shop.example",
        "Origin: http://www.shop.example",
        "Origin: https://www.shop.example:8443",
        "Origin: https://www.shop.example:443",
        "Origin: https://www.shop.example/",
        "Origin: https://www.shop.example.",
        "Origin: HTTPS://WWW.SHOP.EXAMPLE",
        "Origin: https://WWW.shop.example",
        "Origin: https://www.shop.example, https://evil.test",
        "Origin: https://www.shop.example https://evil.test",
        "Origin: https://www.shop.example,https://www.shop.example",
        "Origin: https://www.shop.example|Origin: https://evil.test",
        "Origin: https://evil.test|Origin: https://www.shop.example",
        "Origin: https://www.shop.example|Origin: https://www.shop.example",
        "Origin: https://evil.test|Sec-Fetch-Site: same-origin",
        "Origin: null|Sec-Fetch-Site: same-origin",
        "Origin: https://evil.test|Referer: https://www.shop.example/",
        "Origin: https://evil.test|X-Forwarded-Host: www.shop.example|X-Original-Origin: https://www.shop.example",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: SAME-ORIGIN",
        "Sec-Fetch-Site: ",
        "Sec-Fetch-Site: same-origin, cross-site",
        "Sec-Fetch-Site: same-origin|Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: cross-site|Referer: https://www.shop.example/",
    ];

    public static MatrixTheoryData<string, string> Foreign => new(Calls, Strangers);

    public static TheoryData<string> AllCalls => [.. Calls];

    public static TheoryData<string> Changes => [.. Calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_stranger_changes_nothing_and_reads_nothing(string call, string lines)
    {
        IsForbidden(await stage.SendAsync(Call.Of(call, [.. lines.Split('|'), Cookies])));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Who_says_nothing_about_where_it_comes_from_changes_nothing(string call)
    {
        IsForbidden(await stage.SendAsync(Call.Of(call, Cookies)));
        IsForbidden(await stage.SendAsync(Call.Of(call, Cookies, "Sec-Fetch-Site: none")));
        IsForbidden(await stage.SendAsync(Call.Of(call, Cookies, "Referer: https://www.shop.example/")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("action=delete")]
    [InlineData("action=refresh")]
    [InlineData("redirect=https%3A%2F%2Fwww.shop.example%2Fprivacy")]
    public async Task A_form_on_a_page_of_another_site_is_refused(string fields)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
        {
            foreach (var type in new[] { "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x" })
            {
                var exchange = await stage.SendAsync(Ask.Post(
                    ConsentHosts.Track, resource, fields, "Origin: https://evil.test", $"Content-Type: {type}",
                    "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Sec-Fetch-User: ?1", Cookies));

                IsForbidden(exchange);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task A_policy_without_origins_listens_to_nobody_elses_page(string call)
    {
        var exchange = await stage.SendAsync(Call.Of(call, ConsentHosts.FromShop) with { Host = ConsentHosts.Closed });

        IsForbidden(exchange);
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task A_listed_origin_is_served(string call)
    {
        foreach (var site in new[] { "same-site", "cross-site", null })
        {
            var exchange = await stage.SendAsync(Call.Of(call, [ConsentHosts.FromShop, .. site is null ? Array.Empty<string>() : [$"Sec-Fetch-Site: {site}"]]));

            Assert.Equal(call.StartsWith("OPTIONS", StringComparison.Ordinal) ? 204 : 200, exchange.Answer.Status);
            Assert.Equal([ConsentHosts.Shop], exchange.Answer.HeaderValues("Access-Control-Allow-Origin"));
            Assert.Equal(["true"], exchange.Answer.HeaderValues("Access-Control-Allow-Credentials"));
            Assert.Equal(["Origin"], exchange.Answer.HeaderValues("Vary"));
            Assert.Equal(call.StartsWith("POST", StringComparison.Ordinal) || call.StartsWith("DELETE", StringComparison.Ordinal), exchange.SetCookies().Length > 0);
            exchange.NothingLeft();
        }
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task A_page_of_the_host_itself_is_served(string call)
    {
        foreach (var host in new[] { ConsentHosts.Track, ConsentHosts.Closed })
        {
            var exchange = await stage.SendAsync(Call.Of(call, "Sec-Fetch-Site: same-origin") with { Host = host });

            Assert.Equal(call.StartsWith("OPTIONS", StringComparison.Ordinal) ? 204 : 200, exchange.Answer.Status);
            Assert.Empty(exchange.Answer.HeaderValues("Access-Control-Allow-Origin"));
            Assert.Empty(exchange.Answer.HeaderValues("Access-Control-Allow-Credentials"));
            Assert.Equal(["Origin"], exchange.Answer.HeaderValues("Vary"));
            exchange.NothingLeft();
        }
    }

    [Theory]
    [InlineData("Accept: */*")]
    [InlineData("Sec-Fetch-Site: none")]
    public async Task Who_types_the_address_may_look(string line)
    {
        var exchange = await stage.SendAsync(Ask.Get(ConsentHosts.Track, Call.State, line));

        Assert.Equal(200, exchange.Answer.Status);
        Assert.Empty(exchange.Answer.HeaderValues("Access-Control-Allow-Origin"));
        Assert.Equal(["Origin"], exchange.Answer.HeaderValues("Vary"));
        Assert.Empty(exchange.SetCookies());
    }

    [Fact]
    public async Task A_preflight_says_what_a_page_may_send()
    {
        var exchange = await stage.SendAsync(Call.Of(
            "OPTIONS " + Call.AnonymousCookie, ConsentHosts.FromShop, "Access-Control-Request-Method: DELETE", "Access-Control-Request-Headers: x-canary"));

        Assert.Equal(204, exchange.Answer.Status);
        Assert.Empty(exchange.Answer.Body);
        Assert.Equal(["GET, POST, DELETE"], exchange.Answer.HeaderValues("Access-Control-Allow-Methods"));
        Assert.Equal(["Content-Type"], exchange.Answer.HeaderValues("Access-Control-Allow-Headers"));
        Assert.Equal(["600"], exchange.Answer.HeaderValues("Access-Control-Max-Age"));
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET", Call.AnonymousCookie, "POST, DELETE")]
    [InlineData("HEAD", Call.AnonymousCookie, "POST, DELETE")]
    [InlineData("PUT", Call.AnonymousCookie, "POST, DELETE")]
    [InlineData("post", Call.AnonymousCookie, "POST, DELETE")]
    [InlineData("GET", Call.OptOut, "POST, DELETE")]
    [InlineData("PATCH", Call.OptOut, "POST, DELETE")]
    [InlineData("POST", Call.State, "GET")]
    [InlineData("DELETE", Call.State, "GET")]
    [InlineData("POST", "/.privacy/optout.js", "GET, HEAD")]
    public async Task No_other_method_does_anything(string method, string resource, string allowed)
    {
        foreach (var line in new[] { ConsentHosts.FromShop, "Origin: https://evil.test", "Sec-Fetch-Site: same-origin" })
        {
            var exchange = await stage.SendAsync(Call.Of($"{method} {resource}", line, Cookies));

            exchange.IsRefused(405);
            Assert.Equal([allowed], exchange.Answer.HeaderValues("Allow"));
            Assert.Empty(exchange.Answer.HeaderValues("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("?_method=DELETE")]
    [InlineData("?action=delete&minutes=1")]
    public async Task The_address_alone_asks_for_nothing(string query)
    {
        var exchange = await stage.SendAsync(Call.Of("GET " + Call.AnonymousCookie + query, "X-HTTP-Method-Override: DELETE", "Sec-Fetch-Site: same-origin"));

        exchange.IsRefused(405);
    }

    private static void IsForbidden(Exchange exchange)
    {
        exchange.IsRefused(403);
        Assert.Equal("{\"error\":\"Only pages of the policy's allowedOrigins may ask this. Nothing was changed.\"}", exchange.Json());
        Assert.DoesNotContain(exchange.AnswerHeaders, header => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Origin"], exchange.Answer.HeaderValues("Vary"));
    }
}
