using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Access to the preview: its link, its cookie, and the pages that ask for them.</summary>
public sealed class PreviewAccessTests : IClassFixture<PreviewFixture>
{
    private readonly PreviewFixture _fixture;

    public PreviewAccessTests(PreviewFixture fixture)
    {
        _fixture = fixture;
        fixture.TrackDomain.Clear();
    }

    [Fact]
    public async Task A_link_opens_once_by_post_and_sets_a_host_cookie()
    {
        var token = await _fixture.MakeLinkAsync();

        var asked = await _fixture.GetAsync($"{PreviewFixture.Page}open?token={token}");
        Assert.Equal(200, asked.Status);
        Assert.Empty(asked.HeaderValues("Set-Cookie"));
        Assert.Equal(200, (await _fixture.GetAsync($"{PreviewFixture.Page}open?token={token}")).Status);

        var opened = await _fixture.OpenAsync(token);
        Assert.Equal(303, opened.Status);
        var cookie = Assert.Single(opened.HeaderValues("Set-Cookie"));
        Assert.StartsWith($"{PreviewFixture.CookieName}=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; Max-Age=1800; Path=/; Secure; HttpOnly; SameSite=None", cookie, StringComparison.Ordinal);

        var replayed = await _fixture.OpenAsync(token);
        Assert.Equal(410, replayed.Status);
        Assert.Empty(replayed.HeaderValues("Set-Cookie"));
        Assert.Equal(410, (await _fixture.GetAsync($"{PreviewFixture.Page}open?token={token}")).Status);
        await _fixture.Gateway.WaitForOutputAsync($"Preview of a browser: opened; host {PreviewFixture.Host}");
        Assert.DoesNotContain(token, _fixture.Gateway.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forged", "same", 410)]
    [InlineData("", "same", 410)]
    [InlineData("made", "https://attacker.test", 403)]
    [InlineData("made", "https://track.shop.test.attacker.test", 403)]
    [InlineData("made", "null", 403)]
    [InlineData("made", "", 403)]
    public async Task A_link_that_is_forged_or_sent_from_elsewhere_is_refused(string kind, string origin, int status)
    {
        var token = kind == "made" ? await _fixture.MakeLinkAsync() : kind;

        var response = await _fixture.OpenAsync(token, origin);

        Assert.Equal(status, response.Status);
        Assert.Empty(response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_link_holds_for_its_host_alone()
    {
        var token = await _fixture.MakeLinkAsync();
        var other = RequestSpec.Post("other.shop.test", $"{PreviewFixture.Page}open", $"token={token}", "Origin: https://other.shop.test",
            "Content-Type: application/x-www-form-urlencoded");

        Assert.Equal(410, (await RawClient.SendAsync(_fixture.Gateway.Port, other.Bytes())).Status);
        Assert.Equal(303, (await _fixture.OpenAsync(token)).Status);
    }

    [Theory]
    [InlineData("localhost", "http://attacker.test", "right", 403)]
    [InlineData("localhost:8081", "http://localhost", "right", 403)]
    [InlineData("localhost", "http://localhost:8082", "right", 403)]
    [InlineData("[::1]:8081", "same", "right", 200)]
    [InlineData("localhost", "", "right", 403)]
    [InlineData("localhost", "same", "wrong", 403)]
    [InlineData("localhost", "same", "", 403)]
    [InlineData("attacker.test", "same", "right", 421)]
    [InlineData("localhost", "same", "right", 200)]
    public async Task A_link_is_made_by_a_page_of_the_admin_listener_alone(string host, string origin, string token, int status)
    {
        var right = await _fixture.AdminTokenAsync();
        var sent = RequestSpec.Post(
            host,
            "/preview/link",
            $"token={token switch { "right" => right, "wrong" => right[..^1] + "_", _ => token }}&host={PreviewFixture.Host}",
            [.. origin.Length == 0 ? (string[])[] : [$"Origin: {(origin == "same" ? $"http://{host}" : origin)}"],
                "Content-Type: application/x-www-form-urlencoded"]);

        var response = await RawClient.SendAsync(_fixture.Gateway.AdminPort, sent.Bytes());

        Assert.Equal(status, response.Status);
        Assert.Equal(
            status == 200, Encoding.UTF8.GetString(response.Body).Contains("/.privacy/preview/open?token=", StringComparison.Ordinal));
        Assert.Empty(response.HeaderValues("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_preview_is_shown_to_its_own_browser_and_to_no_page_of_another_site()
    {
        var cookie = await _fixture.StartAsync();

        Assert.Equal(200, (await _fixture.GetAsync(PreviewFixture.Page, $"Cookie: {cookie}")).Status);
        Assert.Equal(403, (await _fixture.GetAsync(PreviewFixture.Page)).Status);
        Assert.Equal(403, (await _fixture.GetAsync(PreviewFixture.Page, $"Cookie: {PreviewFixture.CookieName}=forged")).Status);
        Assert.Equal(403, (await _fixture.GetAsync(
            PreviewFixture.Page, $"Cookie: {cookie}", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: iframe")).Status);
        Assert.Equal(
            403, (await _fixture.GetAsync($"{PreviewFixture.Page}events", $"Cookie: {cookie}", "Sec-Fetch-Site: same-site")).Status);
        Assert.Equal(403, (await RawClient.SendAsync(
            _fixture.Gateway.Port, RequestSpec.Post(PreviewFixture.Host, $"{PreviewFixture.Page}end", "", $"Cookie: {cookie}",
                "Origin: https://attacker.test").Bytes())).Status);
        Assert.Equal(200, (await _fixture.GetAsync(PreviewFixture.Page, $"Cookie: {cookie}")).Status);
    }

    [Fact]
    public async Task Without_the_key_there_is_no_preview()
    {
        await using var gateway = await GatewayProcess.StartAsync(PreviewFixture.Config(_fixture.TrackDomain.Address, isEnabled: false));

        foreach (var path in new[] { PreviewFixture.Page, $"{PreviewFixture.Page}open", $"{PreviewFixture.Page}events",
            $"{PreviewFixture.Page}files/page.css" })
            Assert.Equal(404, (await RawClient.SendAsync(gateway.Port, RequestSpec.Get(PreviewFixture.Host, path).Bytes())).Status);
        var state = Encoding.UTF8.GetString((await RawClient.SendAsync(gateway.AdminPort, RequestSpec.Get("localhost", "/").Bytes())).Body);
        Assert.Contains("PrivacyGateway.Preview.enabled", state, StringComparison.Ordinal);
        Assert.DoesNotContain("/preview/link", state, StringComparison.Ordinal);
    }
}
