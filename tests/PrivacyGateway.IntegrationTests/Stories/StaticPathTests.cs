using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The pixel's files come from the track domain too, without identifiers.</summary>
[Collection(StoryCollection.Name)]
public sealed class StaticPathTests(StoryFixture fixture)
{
    private const string Script = "/js/latest/smart-pixel-fashion-core.min.js";

    [Fact]
    public async Task Static_file_is_fetched_without_cookies_marker_or_client_address()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        visitor.Cookies["wtstp_eid"] = "2260000000000000777";
        visitor.Cookies["shop_session"] = "secret";
        fixture.RespondWith(response => response.WithHeader("Content-Type", "text/javascript")
            .WithHeader("Cache-Control", "public, max-age=600").WithBody("wt()"));

        var response = await visitor.GetAsync(
            $"{Script}?v=7&eid=2260000000000000777", "Referer: https://www.shop.test/secret", "If-None-Match: \"canary\"");

        var seen = fixture.SeenOne();
        Assert.Equal(Script, seen.Path);
        Assert.Equal("v=7", StoryFixture.QueryOf(seen));
        Assert.Equal(["Accept", "CDN-Loop", "Host", "User-Agent"], seen.Headers!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("wt()"u8.ToArray(), response.Body);
        Assert.Equal(["public, max-age=600"], response.HeaderValues("Cache-Control"));
        Assert.Empty(response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Static_file_is_served_after_a_full_opt_out()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        visitor.Cookies["webtrekkOptOut"] = "1";

        Assert.Equal(TrackDomainResponses.Gif, (await visitor.GetAsync(Script)).Body);
        Assert.Single(fixture.Seen());
    }

    [Fact]
    public async Task Static_file_that_redirects_is_served_as_404()
    {
        var visitor = fixture.Enter(WireHosts.OptOut);
        fixture.RespondWith(response => response.WithStatusCode(302).WithHeader("Location", "https://evil.test/pixel.js"));

        var response = await visitor.GetAsync(Script);

        Assert.Equal(404, response.Status);
        Assert.Empty(response.HeaderValues("Location"));
    }

    [Fact]
    public async Task Static_file_is_served_under_the_strict_level()
    {
        var visitor = fixture.Enter(WireHosts.Strict);
        fixture.RespondWith(response => response.WithHeader("Content-Type", "text/javascript").WithBody("wt()"));

        Assert.Equal("wt()"u8.ToArray(), (await visitor.GetAsync(Script)).Body);
    }

    [Fact]
    public async Task Static_file_is_not_found_where_the_policy_lists_no_path()
    {
        var visitor = fixture.Enter(WireHosts.OptIn);

        Assert.Equal(404, (await visitor.GetAsync(Script)).Status);
        Assert.Empty(fixture.Seen());
    }
}
