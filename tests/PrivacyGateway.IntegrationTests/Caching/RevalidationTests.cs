using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>
/// Validators: the gateway's towards the track domain, and the browser's
/// towards the gateway. They are independent. (RFC 9111, section 4.3.)
/// </summary>
public sealed class RevalidationTests
{
    private const string Tag = "\"of-the-track-domain\"";

    [Fact]
    public async Task Stale_file_is_revalidated_with_the_track_domains_validators()
    {
        await using var fixture = await CacheFixture.StartAsync();
        var changed = fixture.Clock.Date(-1000);
        fixture.RespondWith("Cache-Control: max-age=60", $"ETag: {Tag}", $"Last-Modified: {changed}");
        await fixture.GetAsync();

        fixture.Clock.Pass(61);
        fixture.TrackDomain.Response = _ => fixture.Unchanged("Cache-Control: max-age=120", "Date: @0");
        var confirmed = await fixture.GetAsync();
        fixture.Clock.Pass(119);
        var later = await fixture.GetAsync();

        Assert.Equal(2, fixture.UpstreamRequests);
        Assert.Equal([Tag], fixture.TrackDomain.Requests[1].HeaderValues("If-None-Match"));
        Assert.Equal([changed], fixture.TrackDomain.Requests[1].HeaderValues("If-Modified-Since"));
        Assert.Equal((200, "one()"), (confirmed.Status, Encoding.Latin1.GetString(confirmed.Body)));
        Assert.Equal(["max-age=120"], later.HeaderValues("Cache-Control"));
        Assert.Equal(["text/javascript"], later.HeaderValues("Content-Type"));
    }

    [Fact]
    public async Task New_version_of_a_file_replaces_the_stored_one()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", $"ETag: {Tag}");
        await fixture.GetAsync();

        fixture.Clock.Pass(61);
        fixture.TrackDomain.Response = _ => fixture.Response(200, "two()", "Cache-Control: max-age=60", "ETag: \"2\"");
        await fixture.GetAsync();
        var response = await fixture.GetAsync();

        Assert.Equal("two()", Encoding.Latin1.GetString(response.Body));
        Assert.Equal(2, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Not_modified_response_with_a_cookie_evicts_the_stored_file()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", $"ETag: {Tag}");
        await fixture.GetAsync();

        fixture.Clock.Pass(61);
        fixture.TrackDomain.Response = _ => fixture.Unchanged("Set-Cookie: id=1");
        var response = await fixture.GetAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();

        Assert.Equal((200, "one()"), (response.Status, Encoding.Latin1.GetString(response.Body)));
        Assert.Empty(response.HeaderValues("Set-Cookie"));
        Assert.Empty(fixture.TrackDomain.Requests[2].HeaderValues("If-None-Match"));
    }

    [Fact]
    public async Task Validators_of_track_domain_and_browser_do_not_reach_each_other()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: no-cache", $"ETag: {Tag}", "Last-Modified: @-1000");

        var first = await fixture.GetAsync("If-None-Match: \"canary\"", "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT");
        var second = await fixture.GetAsync($"If-None-Match: {Tag}");

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.DoesNotContain("track-domain", string.Concat(first.HeaderValues("ETag")), StringComparison.Ordinal);
        Assert.Empty(first.HeaderValues("Last-Modified"));
        Assert.DoesNotContain(fixture.TrackDomain.Requests, request => request.HeaderValues("If-None-Match")
            .Any(value => value.Contains("canary", StringComparison.Ordinal)));
        Assert.Empty(fixture.TrackDomain.Requests[0].HeaderValues("If-Modified-Since"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"another\", {0}")]
    [InlineData("*")]
    public async Task Matching_If_None_Match_is_served_304_from_the_cache(string condition)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", "Vary: Accept-Encoding");
        var tag = Assert.Single((await fixture.GetAsync()).HeaderValues("ETag"));

        var response = await fixture.GetAsync($"If-None-Match: {string.Format(null, condition, tag)}");

        Assert.Equal((304, 0), (response.Status, response.Body.Length));
        Assert.Equal([tag], response.HeaderValues("ETag"));
        Assert.Equal(["max-age=60"], response.HeaderValues("Cache-Control"));
        Assert.Equal(["Accept-Encoding"], response.HeaderValues("Vary"));
        Assert.Empty(response.HeaderValues("Content-Type"));
        Assert.Equal(1, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Entity_tag_depends_on_the_content_alone()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", "ETag: \"visitor-1\"");
        var first = await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, "/js/a.js"));
        fixture.RespondWith("Cache-Control: max-age=60", "ETag: \"visitor-2\"");
        var second = await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, "/js/b.js"));

        Assert.Equal(first.HeaderValues("ETag"), second.HeaderValues("ETag"));
    }

    [Fact]
    public async Task Outdated_If_None_Match_gets_the_new_version()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        var tag = Assert.Single((await fixture.GetAsync()).HeaderValues("ETag"));
        fixture.Clock.Pass(61);
        fixture.TrackDomain.Response = _ => fixture.Response(200, "two()", "Cache-Control: max-age=60");

        var response = await fixture.GetAsync($"If-None-Match: {tag}");

        Assert.Equal((200, "two()"), (response.Status, Encoding.Latin1.GetString(response.Body)));
    }

    [Fact]
    public async Task HEAD_request_is_served_from_the_cache_and_fills_it()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");

        var head = await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, CacheFixture.Script) with { Method = "HEAD" });
        var get = await fixture.GetAsync();

        Assert.Equal((200, 0), (head.Status, head.Body.Length));
        Assert.Equal(["5"], head.HeaderValues("Content-Length"));
        Assert.Equal("one()", Encoding.Latin1.GetString(get.Body));
        Assert.Equal("GET", Assert.Single(fixture.TrackDomain.Requests).Method);
    }
}
