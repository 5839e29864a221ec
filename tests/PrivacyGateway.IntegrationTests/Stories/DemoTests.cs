using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The demo's first minute.</summary>
public sealed class DemoTests
{
    private const string Hit =
        "/111111111111111/wt?p=600,demo&eid=2179545526366131190&pu=https%3A%2F%2Fshop.example%2F%3Fm%3Djane%2540example.org%26wtstp_eid%3D1";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Demo_takes_another_port_when_one_is_in_use_and_serves_hits_under_every_local_name(string inUse)
    {
        using var other = new TcpListener(IPAddress.Parse(inUse), 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var demo = await DemoProcess.StartAsync($"http://localhost:{port}");
        Assert.True(demo.Page.Port > port);
        Assert.Equal($"Port {port} is in use: the demo listens on port {demo.Page.Port} instead.", await demo.LineAsync());

        using var browser = new HttpClient();
        foreach (var host in new[] { "localhost", "127.0.0.1", "[::1]" })
        {
            var site = new Uri($"http://{host}:{demo.Page.Port}");
            using var hit = await browser.GetAsync(new Uri(site, Hit), TestContext.Current.CancellationToken);
            Assert.Equal((host, HttpStatusCode.OK, "image/gif"), (host, hit.StatusCode, hit.Content.Headers.ContentType?.MediaType));

            var last = (await HitsAsync(browser, site))[0];
            Assert.True(last.GetProperty("forwarded").GetBoolean());
            Assert.Equal($"{host}:{demo.Page.Port}", Row(last, "Host").GetProperty("sent").GetString());

            using var root = await browser.GetAsync(site, TestContext.Current.CancellationToken);
            Assert.Equal("/demo", root.RequestMessage!.RequestUri!.AbsolutePath);
            Assert.Contains(
                "<!doctype html>", await root.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(3, (await HitsAsync(browser, demo.Page)).Count);
    }

    [Fact]
    public async Task Demo_strips_an_e_mail_address_in_the_page_URL_and_shows_the_row_as_changed()
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(demo.Page, Hit));
        request.Headers.Add("Cookie", "miCookieOptOut=1");
        using var hit = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        var last = (await HitsAsync(browser, demo.Page))[0];

        Assert.Equal("added", Row(last, "nc").GetProperty("change").GetString());
        var page = Row(last, "pu");
        Assert.Equal("changed", page.GetProperty("change").GetString());
        Assert.Equal("https://shop.example/?m=jane@example.org&wtstp_eid=1", page.GetProperty("sent").GetString());
        Assert.DoesNotContain("jane", page.GetProperty("received").GetString(), StringComparison.Ordinal);
        Assert.Equal(["email-address", "identity"], page.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString())
            .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("111111111111111", false, "standard")]
    [InlineData("222222222222222", false, "strict")]
    [InlineData("333333333333333", true, "standard")]
    [InlineData("444444444444444", true, "strict")]
    public async Task Track_id_chooses_the_polarity_and_the_level(string trackId, bool anonymousOptIn, string level)
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var hit = await browser.GetAsync(
            new Uri(demo.Page, Hit.Replace("111111111111111", trackId, StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        var last = (await HitsAsync(browser, demo.Page))[0];

        Assert.Equal((anonymousOptIn, level), (last.GetProperty("anonymousOptIn").GetBoolean(), last.GetProperty("level").GetString()));
        Assert.Equal(anonymousOptIn ? "anonymous" : "identified", last.GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData("/demo", "text/html")]
    [InlineData("/demo/demo.css", "text/css")]
    [InlineData("/demo/demo.js", "text/javascript")]
    [InlineData("/demo/pixel.js", "text/javascript")]
    [InlineData("/demo/hits", "application/json")]
    public async Task Files_of_the_page_come_from_the_program_under_a_policy_without_inline_scripts(string path, string type)
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var file = await browser.GetAsync(new Uri(demo.Page, path), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, type), (file.StatusCode, file.Content.Headers.ContentType?.MediaType));
        var policy = Assert.Single(file.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    /// <summary>
    /// The record contains the cookies of every site developed on this machine: a foreign site whose name resolves here must not read it.
    /// </summary>
    [Theory]
    [InlineData("/demo/hits")]
    [InlineData("/demo/demo.js")]
    [InlineData("/demo")]
    [InlineData("/")]
    public async Task Demo_serves_no_page_under_a_foreign_host_name(string path)
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(demo.Page, path));
        request.Headers.Host = "rebound.example";

        using var response = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    private static async Task<List<JsonElement>> HitsAsync(HttpClient browser, Uri site) =>
        [.. (await browser.GetFromJsonAsync<JsonElement>(new Uri(site, "/demo/hits"), TestContext.Current.CancellationToken))
            .EnumerateArray()];

    private static JsonElement Row(JsonElement hit, string name) =>
        Assert.Single(hit.GetProperty("rows").EnumerateArray(), row => row.GetProperty("name").GetString() == name);
}
