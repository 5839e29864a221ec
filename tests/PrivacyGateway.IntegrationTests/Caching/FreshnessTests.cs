using System.Text;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>How long a script is served without revalidation. (RFC 9111, sections 3, 4.2 and 5.2.2.)</summary>
public sealed class FreshnessTests
{
    [Theory]
    [InlineData(59, 1, "Cache-Control: max-age=60")]
    [InlineData(61, 2, "Cache-Control: max-age=60")]
    [InlineData(59, 1, "Cache-Control: max-age=\"60\"")]
    [InlineData(59, 1, "Cache-Control: ext=\"a, no-store\", MAX-AGE=60")]
    [InlineData(59, 1, "Cache-Control: public", "Cache-Control: max-age=60")]
    [InlineData(59, 1, "Cache-Control: max-age=60, max-age=1")]
    [InlineData(59, 1, "Cache-Control: max-age=99999999999999999999")]
    [InlineData(1, 2, "Cache-Control: max-age=soon")]
    [InlineData(1, 2, "Cache-Control: max-age=-60")]
    [InlineData(59, 1, "Cache-Control: max-age=1, s-maxage=60")]
    [InlineData(2, 2, "Cache-Control: max-age=60, s-maxage=1")]
    [InlineData(59, 1, "Date: @0", "Expires: @60")]
    [InlineData(61, 2, "Date: @0", "Expires: @60")]
    [InlineData(59, 1, "Expires: @60")]
    [InlineData(59, 1, "Expires: Fri, 31 Dec 9999 23:59:59 GMT")]
    [InlineData(1, 2, "Cache-Control: max-age=0", "Expires: @60")]
    [InlineData(1, 2, "Date: @0", "Expires: 0")]
    [InlineData(1, 2, "Date: @0", "Expires: @-60")]
    [InlineData(19, 1, "Cache-Control: max-age=60", "Age: 40")]
    [InlineData(21, 2, "Cache-Control: max-age=60", "Age: 40")]
    [InlineData(21, 2, "Cache-Control: max-age=60", "Date: @-40")]
    [InlineData(99, 1, "Date: @0", "Last-Modified: @-1000")]
    [InlineData(101, 2, "Date: @0", "Last-Modified: @-1000")]
    [InlineData(3599, 1, "Date: @0", "Last-Modified: @-100000000")]
    [InlineData(3601, 2, "Date: @0", "Last-Modified: @-100000000")]
    [InlineData(1, 2)]
    [InlineData(0, 2, "Cache-Control: no-store, max-age=60")]
    [InlineData(0, 2, "Cache-Control: private, max-age=60")]
    [InlineData(0, 2, "Cache-Control: no-cache, max-age=60")]
    [InlineData(0, 2, "Cache-Control: no-cache=\"X-Any\", max-age=60")]
    [InlineData(0, 2, "Cache-Control: max-age=60", "Vary: *")]
    [InlineData(0, 2, "Cache-Control: max-age=60", "Set-Cookie: a=1")]
    [InlineData(0, 2, "Cache-Control: max-age=60", "Content-Encoding: gzip")]
    [InlineData(59, 1, "Cache-Control: max-age=60, must-revalidate")]
    [InlineData(61, 2, "Cache-Control: max-age=60, stale-if-error=600")]
    public async Task Second_visitor_is_served_from_the_cache_while_the_file_is_fresh(
        int secondsLater, int upstreamRequests, params string[] headers)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith(headers);

        var first = await fixture.GetAsync();
        fixture.Clock.Pass(secondsLater);
        var second = await fixture.GetAsync();

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal("one()", Encoding.Latin1.GetString(second.Body));
        Assert.Equal(upstreamRequests, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Response_from_the_cache_has_an_Age_header()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", "Age: 5");

        await fixture.GetAsync();
        fixture.Clock.Pass(30);
        var response = await fixture.GetAsync();

        Assert.Equal(["35"], response.HeaderValues("Age"));
        Assert.Equal(["max-age=60"], response.HeaderValues("Cache-Control"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(301)]
    [InlineData(410)]
    public async Task Only_successful_responses_are_cached(int status)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.TrackDomain.Response = _ => fixture.Response(status, "", "Cache-Control: max-age=60", "Location: /js/other.js");

        await fixture.GetAsync();
        await fixture.GetAsync();

        Assert.Equal(2, fixture.UpstreamRequests);
    }

    [Theory]
    [InlineData("Cache-Control: no-cache")]
    [InlineData("Cache-Control: max-age=0")]
    [InlineData("Pragma: no-cache")]
    public async Task Browser_reloads_cause_at_most_one_upstream_request_a_minute(string reload)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=3600");

        for (var i = 0; i < 10; i++)
            await fixture.GetAsync(reload);
        Assert.Equal(1, fixture.UpstreamRequests);

        fixture.Clock.Pass(60);
        for (var i = 0; i < 10; i++)
            await fixture.GetAsync(reload);
        Assert.Equal(2, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Browsers_Cache_Control_does_not_bypass_the_cache()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=3600");

        await fixture.GetAsync();
        await fixture.GetAsync("Cache-Control: no-store");
        await fixture.GetAsync("Cache-Control: max-age=1, min-fresh=9999");

        Assert.Equal(1, fixture.UpstreamRequests);
    }
}
