using System.Text;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>The cache key: the parts of the request that are forwarded, never other parts that the browser sent.</summary>
public sealed class VaryTests
{
    [Fact]
    public async Task Browser_headers_do_not_split_the_cache_key()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.TrackDomain.Response = request => fixture.Response(200,
            $"{request.HeaderValues("Accept-Language").Count()}{request.HeaderValues("User-Agent").Single()}"[..1],
            "Cache-Control: max-age=60", "Vary: Accept-Language, Accept");

        foreach (var language in new[] { "de", "en", "de", "en" })
            Assert.Equal("0", Encoding.Latin1.GetString(
                (await fixture.GetAsync($"Accept-Language: {language}", $"User-Agent: {language}", $"Accept: text/{language}")).Body));

        Assert.Equal(1, fixture.UpstreamRequests);
        Assert.Equal(["*/*", "Mozilla/5.0"],
            [.. fixture.TrackDomain.Requests[0].HeaderValues("Accept"), .. fixture.TrackDomain.Requests[0].HeaderValues("User-Agent")]);
    }

    [Fact]
    public async Task Vary_on_stripped_headers_does_not_split_the_cache_key()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60", "Vary: Cookie, Origin, Accept-Encoding, Referer");

        await fixture.GetAsync("Cookie: wtstp_eid=1", "Origin: https://a.test", "Accept-Encoding: br", "Referer: https://a.test/1");
        await fixture.GetAsync("Cookie: wtstp_eid=2", "Origin: https://b.test", "Accept-Encoding: gzip", "Referer: https://b.test/2");

        Assert.Equal(1, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Cache_key_contains_no_identifier()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");

        for (var visitor = 1; visitor <= 3; visitor++)
        {
            await fixture.SendAsync(RequestSpec.Get(
                CacheFixture.Host, $"{CacheFixture.Script}?v=7&eid=226000000000000077{visitor}&cd=customer-{visitor}",
                $"Cookie: wtstp_eid={visitor}", $"X-Forwarded-For: 192.0.2.{visitor}", $"Authorisation: {visitor}"));
        }

        Assert.Equal($"{CacheFixture.Script}?v=7", Assert.Single(fixture.TrackDomain.Requests).Target);
    }

    [Fact]
    public async Task Query_and_host_are_part_of_the_cache_key()
    {
        await using var fixture = await CacheFixture.StartAsync();
        fixture.RespondWith("Cache-Control: max-age=60");

        await fixture.GetAsync();
        await fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, $"{CacheFixture.Script}?v=7"));
        await fixture.SendAsync(RequestSpec.Get("a.other.test", CacheFixture.Script));
        await fixture.SendAsync(RequestSpec.Get("A.other.test", CacheFixture.Script));

        Assert.Equal(3, fixture.UpstreamRequests);
    }
}
