using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Stories;

/// <summary>The pixel's own files come from the track domain too, and nobody asks for them by name.</summary>
[Collection(StoryTurns.Name)]
public sealed class StaticPathTests(StoryStage stage)
{
    private const string Script = "/js/latest/smart-pixel-fashion-core.min.js";

    [Fact]
    public async Task A_file_is_fetched_without_cookies_marker_or_address()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies["wtstp_eid"] = "2260000000000000777";
        visitor.Cookies["shop_session"] = "secret";
        stage.Says(answer => answer.WithHeader("Content-Type", "text/javascript").WithHeader("Cache-Control", "public, max-age=600").WithBody("wt()"));

        var answer = await visitor.GetAsync($"{Script}?v=7&eid=2260000000000000777", "Referer: https://www.shop.test/secret", "If-None-Match: \"canary\"");

        var seen = stage.SeenOne();
        Assert.Equal(Script, seen.Path);
        Assert.Equal("v=7", StoryStage.QueryOf(seen));
        Assert.Equal(["CDN-Loop", "Host"], seen.Headers!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("wt()"u8.ToArray(), answer.Body);
        Assert.Equal(["public, max-age=600"], answer.HeaderValues("Cache-Control"));
        Assert.Empty(answer.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Who_has_opted_out_still_gets_the_files()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        visitor.Cookies["webtrekkOptOut"] = "1";

        Assert.Equal(TrackDomainAnswers.Gif, (await visitor.GetAsync(Script)).Body);
        Assert.Single(stage.Seen());
    }

    [Fact]
    public async Task A_file_that_leads_elsewhere_is_not_found()
    {
        var visitor = stage.Enter(WireHosts.OptOut);
        stage.Says(answer => answer.WithStatusCode(302).WithHeader("Location", "https://evil.test/pixel.js"));

        var answer = await visitor.GetAsync(Script);

        Assert.Equal(404, answer.Status);
        Assert.Empty(answer.HeaderValues("Location"));
    }

    [Fact]
    public async Task Strict_serves_the_files_as_well()
    {
        var visitor = stage.Enter(WireHosts.Strict);
        stage.Says(answer => answer.WithHeader("Content-Type", "text/javascript").WithBody("wt()"));

        Assert.Equal("wt()"u8.ToArray(), (await visitor.GetAsync(Script)).Body);
    }

    [Fact]
    public async Task A_host_whose_policy_lists_none_has_none()
    {
        var visitor = stage.Enter(WireHosts.OptIn);

        Assert.Equal(404, (await visitor.GetAsync(Script)).Status);
        Assert.Empty(stage.Seen());
    }
}
