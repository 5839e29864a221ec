using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Consent;

/// <summary>Only pages of the policy's origins may change or read the visitor's state. (Threat R16.)</summary>
[Collection(ConsentCollection.Name)]
public sealed class CrossSiteTests(ConsentFixture fixture)
{
    private const string Cookies =
        "Cookie: miCookieOptOut=1; miCookieOptOutRolls=1; webtrekkOptOut=1; wteid_111111111111111=4260000000000000001";

    private static readonly string[] Calls =
    [
        "POST " + Call.AnonymousCookie, "DELETE " + Call.AnonymousCookie, "OPTIONS " + Call.AnonymousCookie,
        "POST " + Call.OptOut, "DELETE " + Call.OptOut, "OPTIONS " + Call.OptOut,
        "GET " + Call.State, "OPTIONS " + Call.State,
    ];

    // Headers are separated by "|".
    private static readonly string[] ForeignOrigins =
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

    public static MatrixTheoryData<string, string> Foreign => new(Calls, ForeignOrigins);

    public static TheoryData<string> AllCalls => [.. Calls];

    public static TheoryData<string> Changes => [.. Calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Request_from_a_foreign_origin_is_forbidden(string call, string lines)
    {
        IsForbidden(await fixture.SendAsync(Call.Create(call, [.. lines.Split('|'), Cookies])));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Request_without_an_origin_is_forbidden(string call)
    {
        IsForbidden(await fixture.SendAsync(Call.Create(call, Cookies)));
        IsForbidden(await fixture.SendAsync(Call.Create(call, Cookies, "Sec-Fetch-Site: none")));
        IsForbidden(await fixture.SendAsync(Call.Create(call, Cookies, "Referer: https://www.shop.example/")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("action=delete")]
    [InlineData("action=refresh")]
    [InlineData("redirect=https%3A%2F%2Fwww.shop.example%2Fprivacy")]
    public async Task Form_from_another_site_is_refused(string fields)
    {
        foreach (var resource in new[] { Call.AnonymousCookie, Call.OptOut })
        {
            foreach (var type in new[] { "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x" })
            {
                var exchange = await fixture.SendAsync(RequestSpec.Post(
                    ConsentHosts.Track, resource, fields, "Origin: https://evil.test", $"Content-Type: {type}",
                    "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document", "Sec-Fetch-User: ?1", Cookies));

                IsForbidden(exchange);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Policy_without_origins_refuses_every_other_origin(string call)
    {
        var exchange = await fixture.SendAsync(Call.Create(call, ConsentHosts.FromShop) with { Host = ConsentHosts.Closed });

        IsForbidden(exchange);
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Request_from_a_listed_origin_is_served(string call)
    {
        foreach (var site in new[] { "same-site", "cross-site", null })
        {
            var exchange = await fixture.SendAsync(
                Call.Create(call, [ConsentHosts.FromShop, .. site is null ? Array.Empty<string>() : [$"Sec-Fetch-Site: {site}"]]));

            Assert.Equal(call.StartsWith("OPTIONS", StringComparison.Ordinal) ? 204 : 200, exchange.Response.Status);
            Assert.Equal([ConsentHosts.Shop], exchange.Response.HeaderValues("Access-Control-Allow-Origin"));
            Assert.Equal(["true"], exchange.Response.HeaderValues("Access-Control-Allow-Credentials"));
            Assert.Equal(["Origin"], exchange.Response.HeaderValues("Vary"));
            Assert.Equal(call.StartsWith("POST", StringComparison.Ordinal) || call.StartsWith("DELETE", StringComparison.Ordinal),
                exchange.SetCookies().Length > 0);
            exchange.NothingForwarded();
        }
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Same_origin_request_is_served(string call)
    {
        foreach (var host in new[] { ConsentHosts.Track, ConsentHosts.Closed })
        {
            var exchange = await fixture.SendAsync(Call.Create(call, "Sec-Fetch-Site: same-origin") with { Host = host });

            Assert.Equal(call.StartsWith("OPTIONS", StringComparison.Ordinal) ? 204 : 200, exchange.Response.Status);
            Assert.Empty(exchange.Response.HeaderValues("Access-Control-Allow-Origin"));
            Assert.Empty(exchange.Response.HeaderValues("Access-Control-Allow-Credentials"));
            Assert.Equal(["Origin"], exchange.Response.HeaderValues("Vary"));
            exchange.NothingForwarded();
        }
    }

    [Theory]
    [InlineData("Accept: */*")]
    [InlineData("Sec-Fetch-Site: none")]
    public async Task State_is_served_for_a_URL_typed_into_the_address_bar(string line)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(ConsentHosts.Track, Call.State, line));

        Assert.Equal(200, exchange.Response.Status);
        Assert.Empty(exchange.Response.HeaderValues("Access-Control-Allow-Origin"));
        Assert.Equal(["Origin"], exchange.Response.HeaderValues("Vary"));
        Assert.Empty(exchange.SetCookies());
    }

    [Fact]
    public async Task Preflight_response_lists_the_allowed_methods_and_headers()
    {
        var exchange = await fixture.SendAsync(Call.Create(
            "OPTIONS " + Call.AnonymousCookie, ConsentHosts.FromShop, "Access-Control-Request-Method: DELETE",
            "Access-Control-Request-Headers: x-canary"));

        Assert.Equal(204, exchange.Response.Status);
        Assert.Empty(exchange.Response.Body);
        Assert.Equal(["GET, POST, DELETE"], exchange.Response.HeaderValues("Access-Control-Allow-Methods"));
        Assert.Equal(["Content-Type"], exchange.Response.HeaderValues("Access-Control-Allow-Headers"));
        Assert.Equal(["600"], exchange.Response.HeaderValues("Access-Control-Max-Age"));
        Assert.DoesNotContain("canary", Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.OrdinalIgnoreCase);
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
    public async Task Other_method_is_refused_with_405(string method, string resource, string allowed)
    {
        foreach (var line in new[] { ConsentHosts.FromShop, "Origin: https://evil.test", "Sec-Fetch-Site: same-origin" })
        {
            var exchange = await fixture.SendAsync(Call.Create($"{method} {resource}", line, Cookies));

            exchange.IsRefused(405);
            Assert.Equal([allowed], exchange.Response.HeaderValues("Allow"));
            Assert.Empty(exchange.Response.HeaderValues("Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("?_method=DELETE")]
    [InlineData("?action=delete&minutes=1")]
    public async Task GET_on_the_cookie_resource_is_refused_with_405(string query)
    {
        var exchange = await fixture.SendAsync(
            Call.Create("GET " + Call.AnonymousCookie + query, "X-HTTP-Method-Override: DELETE", "Sec-Fetch-Site: same-origin"));

        exchange.IsRefused(405);
    }

    private static void IsForbidden(Exchange exchange)
    {
        exchange.IsRefused(403);
        Assert.Equal(
            "{\"error\":\"Only pages of the policy's allowedOrigins may use this resource. Nothing was changed.\"}", exchange.Json());
        Assert.DoesNotContain(exchange.ResponseHeaders, header => header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["Origin"], exchange.Response.HeaderValues("Vary"));
    }
}
