using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The demo's first minute.</summary>
public sealed class DemoTests
{
    private const string Hit = "/111111111111111/wt?p=600,demo&eid=2179545526366131190&pu=https%3A%2F%2Fshop.example%2F%3Fm%3Djane%2540example.org%26wtstp_eid%3D1";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_port_in_use_is_answered_by_another_where_hits_work_under_every_name_of_the_machine(string inUse)
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
            Assert.True(last.GetProperty("left").GetBoolean());
            Assert.Contains(Lines(last), line => line == ("-", $"  Host: {host}:{demo.Page.Port}", ""));

            using var root = await browser.GetAsync(site, TestContext.Current.CancellationToken);
            Assert.Equal("/demo", root.RequestMessage!.RequestUri!.AbsolutePath);
            Assert.Contains("<!doctype html>", await root.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Equal(3, (await HitsAsync(browser, demo.Page)).Count);
    }

    [Fact]
    public async Task An_e_mail_address_that_is_forwarded_is_marked_and_not_shown_as_added()
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(demo.Page, Hit));
        request.Headers.Add("Cookie", "miCookieOptOut=1");
        using var hit = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        var lines = Lines((await HitsAsync(browser, demo.Page))[0]);

        Assert.Contains(lines, line => line == ("+", "    &nc=1", ""));
        var page = Assert.Single(lines, line => line.Sign != "-" && line.Text.Contains("&pu=", StringComparison.Ordinal));
        Assert.Equal(("~", "forwarded; looks like an e-mail address"), (page.Sign, page.Note));
        Assert.Contains("jane%2540example.org", page.Text, StringComparison.Ordinal);
    }

    /// <summary>The cookies of all that is developed on this machine are in the record: a site whose name leads here must not read it.</summary>
    [Theory]
    [InlineData("/demo/hits")]
    [InlineData("/demo")]
    [InlineData("/")]
    public async Task Under_a_foreign_name_the_demo_has_no_pages(string path)
    {
        await using var demo = await DemoProcess.StartAsync("http://127.0.0.1:0");
        using var browser = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(demo.Page, path));
        request.Headers.Host = "rebound.example";

        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    private static async Task<List<JsonElement>> HitsAsync(HttpClient browser, Uri site) =>
        [.. (await browser.GetFromJsonAsync<JsonElement>(new Uri(site, "/demo/hits"), TestContext.Current.CancellationToken)).EnumerateArray()];

    private static List<(string Sign, string Text, string Note)> Lines(JsonElement hit) =>
        [.. hit.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("sign").GetString()!, line.GetProperty("line").GetString()!, line.GetProperty("note").GetString()!))];
}
