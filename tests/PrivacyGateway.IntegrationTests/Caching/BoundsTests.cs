using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Requests that are never served from the cache, and the cache's memory bound.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/wt?p=600,home")]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/wt.pl?p=600,home")]
    [InlineData("HEAD", CacheFixture.Host, $"/{RequestSpec.TrackId}/wt?p=600,home")]
    [InlineData("POST", CacheFixture.Host, $"/{RequestSpec.TrackId}/wt")]
    [InlineData("POST", CacheFixture.Host, $"/{RequestSpec.TrackId}/batch")]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/optout")]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/cc?a=c")]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/hm")]
    [InlineData("GET", CacheFixture.Host, $"/{RequestSpec.TrackId}/cdb")]
    [InlineData("GET", CacheFixture.ExemptHost, CacheFixture.Script)]
    public async Task Request_that_is_not_for_a_static_file_under_a_policy_bypasses_the_cache(string method, string host, string target)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: public, max-age=60");
        var spec = new RequestSpec(host, target)
        {
            Method = method,
            Body = method == "POST" ? "p=600,a" : null,
            Headers = ["Sec-Fetch-Site: same-site", "Cookie: wtstp_eid=2"],
        };

        await fixture.SendAsync(spec);
        await fixture.SendAsync(spec);

        Assert.Equal(2, fixture.UpstreamRequests);
        Assert.Equal(0, fixture.Counters["miss"] + fixture.Counters["hit"] + fixture.Counters["passed"]);
    }

    [Theory]
    [InlineData("Authorization: Basic YTpi")]
    [InlineData("Range: bytes=0-1")]
    public async Task Request_with_credentials_or_a_range_bypasses_the_cache(string header)
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        await fixture.GetAsync();

        Assert.Equal(200, (await fixture.GetAsync(header)).Status);
        Assert.Equal(2, fixture.UpstreamRequests);
        Assert.Empty(fixture.TrackDomain.Requests[1].HeaderValues(header[..header.IndexOf(':', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Disabled_cache_stores_nothing()
    {
        await using var fixture = await CacheFixture.StartAsync("\"enabled\": false");
        fixture.RespondWith("Cache-Control: max-age=60");

        await fixture.GetAsync();
        await fixture.GetAsync();

        Assert.Equal(2, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task File_that_is_too_large_for_the_cache_is_forwarded_whole()
    {
        await using var fixture = await CacheFixture.StartAsync("\"sizeMegabytes\": 1");
        var large = new string('x', 262_145);
        fixture.TrackDomain.Response = _ => fixture.Response(200, large, "Cache-Control: max-age=60");

        for (var i = 0; i < 3; i++)
            Assert.Equal(large.Length, (await fixture.GetAsync()).Body.Length);
        Assert.Equal(0, fixture.Counters["hit"]);
        Assert.Equal(2, fixture.Counters["passed"]);
    }

    [Fact]
    public async Task File_without_a_length_is_forwarded_and_not_cached()
    {
        await using var trackDomain =
            new BrokenTrackDomain { Response = "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\n\r\none()"u8.ToArray() };
        await using var fixture = await CacheFixture.StartAsync(trackDomain: trackDomain.Address);

        for (var i = 0; i < 2; i++)
            Assert.Equal("one()", Encoding.Latin1.GetString((await fixture.GetAsync()).Body));
        Assert.Equal(0, fixture.Counters["hit"]);
    }

    [Fact]
    public async Task Cache_stays_within_its_memory_bound()
    {
        await using var fixture = await CacheFixture.StartAsync("\"sizeMegabytes\": 1");
        fixture.TrackDomain.Response = _ => fixture.Response(200, new string('x', 100_000), "Cache-Control: max-age=60");

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(200, (await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, $"{CacheFixture.Script}?v={i}"))).Status);
            Assert.InRange(fixture.Counters["bytes"], 1, 1_048_576);
        }

        Assert.InRange(fixture.Counters["entries"], 1, 10);
    }
}
