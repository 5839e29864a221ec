using System.Text;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Pages load regardless of the track domain's state.</summary>
public sealed class OutageTests
{
    private const int Week = 604_800;

    private static readonly Figures Rows = new("script-cache-outage");

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Stale_file_is_served_while_the_track_domain_fails(int status)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();
        fixture.TrackDomain.Response = _ => status == 0 ? [] : fixture.Response(status, "");
        var served = 0;

        for (fixture.Clock.Pass(61); served < 100; fixture.Clock.Pass(1))
        {
            var response = await fixture.GetAsync();
            Assert.Equal((200, "one()"), (response.Status, Encoding.Latin1.GetString(response.Body)));
            served++;
        }

        Assert.Equal(served, fixture.Counters["stale"]);
        Rows.Add($"script cache, stale served during an outage ({(status == 0 ? "no response" : status)}): {served} of {served}");
    }

    [Fact]
    public async Task Only_the_first_visitor_waits_for_a_failing_track_domain()
    {
        await using var fixture = await CacheFixture.StartAsync(
            timeout: "\"breakerMinimum\": 1000000, \"retries\": 0, \"attemptMilliseconds\": 500");
        fixture.RespondWith("Cache-Control: max-age=60");

        // A machine under load may need more than one attempt to fetch the file.
        await UntilAsync(fixture, "one()");
        var (upstreamRequests, missed) = (fixture.UpstreamRequests, fixture.Counters["miss"]);
        fixture.Clock.Pass(61);
        fixture.TrackDomain.HeldUntil = new TaskCompletionSource().Task;

        await fixture.GetAsync();
        Assert.Equal(upstreamRequests + 1, fixture.UpstreamRequests);
        for (var i = 0; i < 10; i++)
            await fixture.GetAsync();
        Assert.Equal(upstreamRequests + 1, fixture.UpstreamRequests);

        // It is fetched again, but no visitor waits.
        fixture.Clock.Pass(5);
        Assert.Equal(200, (await fixture.GetAsync()).Status);
        await fixture.TrackDomain.WaitForAsync(upstreamRequests + 2);
        Assert.Equal(missed + 1, fixture.Counters["miss"]);
    }

    [Fact]
    public async Task Open_circuit_stops_revalidation_of_cached_files()
    {
        await using var fixture = await CacheFixture.StartAsync(timeout: WireHosts.NoHurry
            + ", \"breakerMinimum\": 2, \"breakerWindowSeconds\": 3600, \"breakerSeconds\": 3600, \"retries\": 0");
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();
        fixture.GoDown();
        for (var i = 0; i < 5; i++)
            await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, "/js/other.js"));
        var upstreamRequests = fixture.UpstreamRequests;
        fixture.Clock.Pass(61);

        Assert.Equal(200, (await fixture.GetAsync()).Status);
        Assert.Equal(upstreamRequests, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Stale_file_is_revalidated_after_an_outage()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();
        fixture.Clock.Pass(61);
        fixture.GoDown();
        await fixture.GetAsync();
        var upstreamRequests = fixture.UpstreamRequests;

        fixture.TrackDomain.Response = _ => fixture.Response(200, "two()", "Cache-Control: max-age=60");
        fixture.Clock.Pass(5);
        await fixture.GetAsync();
        await fixture.TrackDomain.WaitForAsync(upstreamRequests + 1);
        await UntilAsync(fixture, "two()");

        Assert.Equal(upstreamRequests + 1, fixture.UpstreamRequests);
    }

    [Theory]
    [InlineData(60 + Week - 1, 200, "Cache-Control: max-age=60")]
    [InlineData(60 + Week + 1, 502, "Cache-Control: max-age=60")]
    [InlineData(3600, 200)]
    [InlineData(61, 502, "Cache-Control: max-age=60, must-revalidate")]
    [InlineData(61, 502, "Cache-Control: max-age=60, proxy-revalidate")]
    [InlineData(61, 502, "Cache-Control: s-maxage=60")]
    [InlineData(61, 200, "Cache-Control: s-maxage=60, stale-if-error=600")]
    [InlineData(1, 502, "Cache-Control: no-cache, stale-if-error=600")]
    [InlineData(659, 200, "Cache-Control: max-age=60, stale-if-error=600")]
    [InlineData(661, 502, "Cache-Control: max-age=60, stale-if-error=600")]
    [InlineData(61, 502, "Cache-Control: max-age=60, stale-if-error=0")]
    [InlineData(60 + Week + 1, 502, "Cache-Control: max-age=60, stale-if-error=9999999")]
    public async Task Stale_file_is_served_no_longer_than_its_headers_allow(int secondsLater, int status, params string[] headers)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith([.. headers, "ETag: \"1\""]);
        await fixture.GetAsync();
        fixture.GoDown();
        fixture.Clock.Pass(secondsLater);

        Assert.Equal(status, (await fixture.GetAsync()).Status);
    }

    [Theory]
    [InlineData("\"staleIfErrorSeconds\": 0", 61, 502)]
    [InlineData("\"staleIfErrorSeconds\": 60", 119, 200)]
    [InlineData("\"staleIfErrorSeconds\": 60", 121, 502)]
    public async Task Configured_limit_bounds_how_long_a_stale_file_is_served(string cache, int secondsLater, int status)
    {
        await using var fixture = await CacheFixture.StartAsync(cache);
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();
        fixture.GoDown();
        fixture.Clock.Pass(secondsLater);

        Assert.Equal(status, (await fixture.GetAsync()).Status);
    }

    [Fact]
    public async Task Missing_file_is_served_as_404_and_not_from_the_cache()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();
        fixture.Clock.Pass(61);
        fixture.TrackDomain.Response = _ => fixture.Response(404, "");
        Assert.Equal(404, (await fixture.GetAsync()).Status);

        fixture.GoDown();
        Assert.Equal(502, (await fixture.GetAsync()).Status);
    }

    [Fact]
    public async Task Truncated_file_is_never_cached()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.TrackDomain.Response = _ =>
            "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none()\r\nzz\r\n"u8.ToArray();
        Assert.Equal(502, (await fixture.GetAsync()).Status);

        fixture.TrackDomain.Response = _ =>
            "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n5\r\none()\r\n0\r\n\r\n"u8.ToArray();
        Assert.Equal("one()", Encoding.Latin1.GetString((await fixture.GetAsync()).Body));
        Assert.Equal(["5"], (await fixture.GetAsync()).HeaderValues("Content-Length"));
        Assert.Equal(2, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Stale_while_revalidate_serves_the_stale_file_without_waiting()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60, stale-while-revalidate=60");
        await fixture.GetAsync();
        fixture.Clock.Pass(61);
        var released = new TaskCompletionSource();
        fixture.TrackDomain.HeldUntil = released.Task;

        fixture.TrackDomain.Response = _ => fixture.Response(200, "two()", "Cache-Control: max-age=60");

        Assert.Equal("one()", Encoding.Latin1.GetString((await fixture.GetAsync()).Body));
        await fixture.TrackDomain.WaitForAsync(2);
        released.SetResult();
        await UntilAsync(fixture, "two()");

        Assert.Equal(2, fixture.UpstreamRequests);
        Assert.Equal(1, fixture.Counters["miss"]);
    }

    /// <summary>A background revalidation shows in a later response.</summary>
    private static Task UntilAsync(CacheFixture fixture, string body) =>
        Eventually.HoldsAsync(
            async () => Encoding.Latin1.GetString((await fixture.GetAsync()).Body) == body, () => $"\"{body}\" was never served.");
}
