using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>The preview of one browser, by raw sockets: the hits that it shows, and the requests that reach the track domain.</summary>
public sealed class PreviewTests : IClassFixture<PreviewFixture>
{
    private readonly PreviewFixture _fixture;

    public PreviewTests(PreviewFixture fixture)
    {
        _fixture = fixture;
        fixture.TrackDomain.Clear();
    }

    [Fact]
    public async Task Of_ten_browsers_the_previewed_one_alone_is_shown_and_its_cookie_never_reaches_the_track_domain()
    {
        var cookie = await _fixture.StartAsync();
        for (var browser = 0; browser < 10; browser++)
        {
            var own = browser == 4 ? $"; {cookie}" : "";
            await RawClient.SendAsync(
                _fixture.Gateway.Port, Hit($"canary{browser}", $"Cookie: wteid_{RequestSpec.TrackId}=canary{browser}{own}",
                $"User-Agent: canary{browser}").Bytes());
            await RawClient.SendAsync(_fixture.Gateway.Port,
                Hit($"canary{browser}", $"Cookie: miCookieOptOut=1; wteid_{RequestSpec.TrackId}=canary{browser}{own}").Bytes());
        }

        var page = Encoding.UTF8.GetString((await _fixture.GetAsync(PreviewFixture.Page, $"Cookie: {cookie}")).Body);
        var state = Encoding.UTF8.GetString(
            (await RawClient.SendAsync(_fixture.Gateway.AdminPort, RequestSpec.Get("localhost", "/").Bytes())).Body);
        var events = await ReadEventsAsync(cookie, "\"number\":2");

        foreach (var text in new[] { page, events })
        {
            Assert.Contains("canary4", text, StringComparison.Ordinal);
            for (var browser = 0; browser < 10; browser++)
                Assert.Equal(browser == 4, text.Contains($"canary{browser}", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("canary", state, StringComparison.Ordinal);
        Assert.Contains("2 hits", state, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _fixture.Gateway.Output, StringComparison.Ordinal);
        Assert.Contains("You are identified, because", page, StringComparison.Ordinal);
        Assert.Contains("You are anonymous, because", page, StringComparison.Ordinal);
        Assert.Equal(20, _fixture.TrackDomain.Requests.Count);
        Assert.DoesNotContain(_fixture.TrackDomain.Requests, static request => Encoding.Latin1.GetString(request.Raw)
            .Contains("__Host", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_previews_cookie_changes_no_decision_and_nothing_that_is_forwarded()
    {
        var cookie = await _fixture.StartAsync();
        string[][] visitors =
        [
            [], ["miCookieOptOut=1"], ["webtrekkOptOut=1"], [$"wteid_{RequestSpec.TrackId}=4111111111111111111"],
            ["miCookieOptOut=1", $"wteid_{RequestSpec.TrackId}=4111111111111111111", "session=1"],
        ];
        string[][] contexts = [[], ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"],
            ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"], ["Sec-GPC: 1"]];
        foreach (var visitor in visitors)
        {
            foreach (var context in contexts)
            {
                var (plain, previewed) = (await ForwardedAsync(visitor, context), await ForwardedAsync([.. visitor, cookie], context));
                Assert.Equal(plain, previewed);

                // Nor does one that an earlier session left behind.
                Assert.Equal(plain, await ForwardedAsync([.. visitor, $"{PreviewFixture.CookieName}=left-behind"], context));
            }
        }
    }

    [Fact]
    public async Task A_route_without_a_policy_forwards_every_cookie_but_the_previews()
    {
        var hit = RequestSpec.Get(
            PreviewFixture.ExemptHost, "/anything", $"Cookie: session=1; {PreviewFixture.CookieName}=left-behind; theme=dark");

        Assert.Equal(200, (await RawClient.SendAsync(_fixture.Gateway.Port, hit.Bytes())).Status);

        var forwarded = Encoding.Latin1.GetString(Assert.Single(_fixture.TrackDomain.Requests).Raw);
        Assert.Contains("session=1; theme=dark", forwarded, StringComparison.Ordinal);
        Assert.DoesNotContain(PreviewFixture.CookieName, forwarded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_that_stops_reading_delays_no_hit()
    {
        var cookie = await _fixture.StartAsync();
        using var viewer = new TcpClient { ReceiveBufferSize = 1024 };
        await viewer.ConnectAsync(IPAddress.Loopback, _fixture.Gateway.Port, TestContext.Current.CancellationToken);
        await viewer.GetStream().WriteAsync(
            RequestSpec.Get(PreviewFixture.Host, $"{PreviewFixture.Page}events", $"Cookie: {cookie}")
                .Bytes(), TestContext.Current.CancellationToken);

        var slowest = TimeSpan.Zero;
        var padding = new string('x', 6000);
        for (var i = 0; i < 400; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Equal(
                200, (await RawClient.SendAsync(_fixture.Gateway.Port, Hit($"home&size={padding}", $"Cookie: {cookie}").Bytes())).Status);
            var took = Stopwatch.GetElapsedTime(start);
            slowest = took > slowest ? took : slowest;
        }

        TestContext.Current.SendDiagnosticMessage($"slowest of 400 hits: {slowest.TotalMilliseconds} ms");
        Assert.Equal(400, _fixture.TrackDomain.Requests.Count);
    }

    [Fact]
    public async Task A_session_that_is_ended_shows_nothing_any_more()
    {
        var cookie = await _fixture.StartAsync();
        await RawClient.SendAsync(_fixture.Gateway.Port, Hit("canary", $"Cookie: {cookie}").Bytes());

        var ended = await RawClient.SendAsync(
            _fixture.Gateway.AdminPort, PreviewFixture.AdminPost("/preview/end", $"token={await _fixture.AdminTokenAsync()}"));

        Assert.Equal(303, ended.Status);
        var page = await _fixture.GetAsync(PreviewFixture.Page, $"Cookie: {cookie}");
        Assert.Equal(403, page.Status);
        Assert.DoesNotContain("canary", Encoding.UTF8.GetString(page.Body), StringComparison.Ordinal);
        Assert.Equal(204, (await _fixture.GetAsync($"{PreviewFixture.Page}events", $"Cookie: {cookie}")).Status);
        await _fixture.Gateway.WaitForOutputAsync("ended: on the state page");
    }

    [Theory]
    [InlineData("https://track.shop.test/111111111111111/wt?p=600,home&eid=2260000000000000777", 200, "stripped|identified")]
    [InlineData("curl 'https://track.shop.test/111111111111111/wt?p=600,home&eid=2260000000000000777' -H 'Cookie: miCookieOptOut=1'", 200,
        "stripped: identifies a person, device or session (identity)")]
    [InlineData("https://unknown.test/111111111111111/wt?p=600,home", 400, "no route serves unknown.test")]
    [InlineData("nonsense", 400, "is neither a curl command nor")]
    public async Task Try_it_explains_what_is_pasted(string text, int status, string shown)
    {
        var response = await RawClient.SendAsync(
            _fixture.Gateway.AdminPort, PreviewFixture.AdminPost(
                "/try", $"token={await _fixture.AdminTokenAsync()}&text={Uri.EscapeDataString(text)}&host="));

        Assert.Equal(status, response.Status);
        var page = WebUtility.HtmlDecode(Encoding.UTF8.GetString(response.Body));
        Assert.Contains(shown.Split('|'), word => page.Contains(word, StringComparison.Ordinal));
        Assert.Empty(_fixture.TrackDomain.Requests);
    }

    private static RequestSpec Hit(string page, params string[] headers) => RequestSpec.Hit(PreviewFixture.Host, $"p=600,{page}", headers);

    private async Task<string> ForwardedAsync(string[] cookies, string[] headers)
    {
        _fixture.TrackDomain.Clear();
        string[] sent = [.. headers, .. cookies.Length == 0 ? (string[])[] : [$"Cookie: {string.Join("; ", cookies)}"]];
        var response = await RawClient.SendAsync(_fixture.Gateway.Port, Hit("home&eid=2260000000000000777&cd=1", sent).Bytes());
        var forwarded = _fixture.TrackDomain.Requests.Select(static request => Encoding.Latin1.GetString(request.Raw));
        return $"{response.Status}\n{string.Join('\n', response.HeaderValues("Set-Cookie"))}\n{string.Concat(forwarded)}";
    }

    private async Task<string> ReadEventsAsync(string cookie, string until)
    {
        using var limit = HangLimit.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _fixture.Gateway.Port, limit.Token);
        var stream = client.GetStream();
        await stream.WriteAsync(
            RequestSpec.Get(PreviewFixture.Host, $"{PreviewFixture.Page}events", $"Cookie: {cookie}").Bytes(), limit.Token);
        var (text, buffer) = (new StringBuilder(), new byte[8192]);
        while (!text.ToString().Contains(until, StringComparison.Ordinal) && await stream.ReadAsync(buffer, limit.Token) is > 0
            and var count)
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return text.ToString();
    }
}
