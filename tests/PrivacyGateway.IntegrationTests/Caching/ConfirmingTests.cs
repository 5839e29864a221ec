using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Validators: ours towards the track domain, and the browser's towards us. They never meet. (RFC 9111, section 4.3.)</summary>
public sealed class ConfirmingTests
{
    private const string Tag = "\"of-the-track-domain\"";

    [Fact]
    public async Task A_copy_whose_time_is_over_is_confirmed_with_the_track_domains_own_validators()
    {
        await using var stage = await CacheStage.StartAsync();
        var changed = stage.Clock.Date(-1000);
        stage.Says("Cache-Control: max-age=60", $"ETag: {Tag}", $"Last-Modified: {changed}");
        await stage.GetAsync();

        stage.Clock.Pass(61);
        stage.TrackDomain.Answer = _ => stage.Unchanged("Cache-Control: max-age=120", "Date: @0");
        var confirmed = await stage.GetAsync();
        stage.Clock.Pass(119);
        var later = await stage.GetAsync();

        Assert.Equal(2, stage.Asked);
        Assert.Equal([Tag], stage.TrackDomain.Requests[1].HeaderValues("If-None-Match"));
        Assert.Equal([changed], stage.TrackDomain.Requests[1].HeaderValues("If-Modified-Since"));
        Assert.Equal((200, "one()"), (confirmed.Status, Encoding.Latin1.GetString(confirmed.Body)));
        Assert.Equal(["max-age=120"], later.HeaderValues("Cache-Control"));
        Assert.Equal(["text/javascript"], later.HeaderValues("Content-Type"));
    }

    [Fact]
    public async Task A_new_version_takes_the_old_ones_place()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60", $"ETag: {Tag}");
        await stage.GetAsync();

        stage.Clock.Pass(61);
        stage.TrackDomain.Answer = _ => stage.Answer(200, "two()", "Cache-Control: max-age=60", "ETag: \"2\"");
        await stage.GetAsync();
        var answer = await stage.GetAsync();

        Assert.Equal("two()", Encoding.Latin1.GetString(answer.Body));
        Assert.Equal(2, stage.Asked);
    }

    [Fact]
    public async Task A_confirmation_with_a_cookie_is_the_last_use_of_a_copy()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60", $"ETag: {Tag}");
        await stage.GetAsync();

        stage.Clock.Pass(61);
        stage.TrackDomain.Answer = _ => stage.Unchanged("Set-Cookie: id=1");
        var answer = await stage.GetAsync();
        stage.Says("Cache-Control: max-age=60");
        await stage.GetAsync();

        Assert.Equal((200, "one()"), (answer.Status, Encoding.Latin1.GetString(answer.Body)));
        Assert.Empty(answer.HeaderValues("Set-Cookie"));
        Assert.Empty(stage.TrackDomain.Requests[2].HeaderValues("If-None-Match"));
    }

    [Fact]
    public async Task The_track_domains_validators_reach_no_browser_and_a_browsers_reach_no_track_domain()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: no-cache", $"ETag: {Tag}", "Last-Modified: @-1000");

        var first = await stage.GetAsync("If-None-Match: \"canary\"", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT");
        var second = await stage.GetAsync($"If-None-Match: {Tag}");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.DoesNotContain("track-domain", string.Concat(first.HeaderValues("ETag")), StringComparison.Ordinal);
        Assert.Empty(first.HeaderValues("Last-Modified"));
        Assert.DoesNotContain(stage.TrackDomain.Requests, request => request.HeaderValues("If-None-Match").Any(value => value.Contains("canary", StringComparison.Ordinal)));
        Assert.Empty(stage.TrackDomain.Requests[0].HeaderValues("If-Modified-Since"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"another\", {0}")]
    [InlineData("*")]
    public async Task A_browser_that_has_the_file_is_told_so_from_memory(string condition)
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60", "Vary: Accept-Encoding");
        var tag = Assert.Single((await stage.GetAsync()).HeaderValues("ETag"));

        var answer = await stage.GetAsync($"If-None-Match: {string.Format(null, condition, tag)}");

        Assert.Equal((304, 0), (answer.Status, answer.Body.Length));
        Assert.Equal([tag], answer.HeaderValues("ETag"));
        Assert.Equal(["max-age=60"], answer.HeaderValues("Cache-Control"));
        Assert.Equal(["Accept-Encoding"], answer.HeaderValues("Vary"));
        Assert.Empty(answer.HeaderValues("Content-Type"));
        Assert.Equal(1, stage.Asked);
    }

    [Fact]
    public async Task A_tag_is_made_of_the_content_alone()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60", "ETag: \"visitor-1\"");
        var first = await stage.SendAsync(Ask.Get(CacheStage.Host, "/js/a.js"));
        stage.Says("Cache-Control: max-age=60", "ETag: \"visitor-2\"");
        var second = await stage.SendAsync(Ask.Get(CacheStage.Host, "/js/b.js"));

        Assert.Equal(first.HeaderValues("ETag"), second.HeaderValues("ETag"));
    }

    [Fact]
    public async Task A_browser_with_an_older_version_gets_the_new_one()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");
        var tag = Assert.Single((await stage.GetAsync()).HeaderValues("ETag"));
        stage.Clock.Pass(61);
        stage.TrackDomain.Answer = _ => stage.Answer(200, "two()", "Cache-Control: max-age=60");

        var answer = await stage.GetAsync($"If-None-Match: {tag}");

        Assert.Equal((200, "two()"), (answer.Status, Encoding.Latin1.GetString(answer.Body)));
    }

    [Fact]
    public async Task A_head_is_answered_from_memory_and_fills_it()
    {
        await using var stage = await CacheStage.StartAsync();
        stage.Says("Cache-Control: max-age=60");

        var head = await stage.SendAsync(Ask.Get(CacheStage.Host, CacheStage.Script) with { Method = "HEAD" });
        var get = await stage.GetAsync();

        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal(["5"], head.HeaderValues("Content-Length"));
        Assert.Equal("one()", Encoding.Latin1.GetString(get.Body));
        Assert.Equal("GET", Assert.Single(stage.TrackDomain.Requests).Method);
    }
}
