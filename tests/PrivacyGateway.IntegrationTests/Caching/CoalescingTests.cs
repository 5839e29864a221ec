using System.Text;
using PrivacyGateway.IntegrationTests.Operation;
using PrivacyGateway.IntegrationTests.Wire;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>Concurrent requests for the same file.</summary>
public sealed class CoalescingTests
{
    private const int Many = 1000;

    private static readonly Figures Rows = new("script-cache");

    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Thousand_concurrent_cache_misses_cause_one_upstream_request()
    {
        await using var fixture = await HoldingAsync();
        fixture.RespondWith("Cache-Control: max-age=60");

        var responses = Enumerable.Range(0, Many).Select(_ => fixture.GetAsync()).ToArray();
        await fixture.Counters.WaitForAsync("coalesced", Many - 1);
        _released.SetResult();

        Assert.All(await Task.WhenAll(responses), response => Assert.Equal(
            (200, "one()"), (response.Status, Encoding.Latin1.GetString(response.Body))));
        Assert.Equal(1, fixture.UpstreamRequests);
        Assert.Equal(1, fixture.Counters["miss"]);
        Rows.Add($"script cache, upstream requests for {Many} concurrent misses: {fixture.UpstreamRequests}");
    }

    /// <summary>When a connection ends without a response, the platform's client itself retries a file three times.</summary>
    [Theory]
    [InlineData(0, 502, 4)]
    [InlineData(500, 500, 1)]
    [InlineData(503, 503, 1)]
    public async Task Coalesced_requests_share_the_response_of_a_failure(int status, int expected, int upstreamRequests)
    {
        await using var fixture = await HoldingAsync();
        fixture.TrackDomain.Response = _ => status == 0 ? [] : fixture.Response(status, "", "Set-Cookie: wteid_1=2");

        var responses = Enumerable.Range(0, 50).Select(_ => fixture.GetAsync()).ToArray();
        await fixture.Counters.WaitForAsync("coalesced", 49);
        _released.SetResult();

        Assert.All(await Task.WhenAll(responses), response => Assert.Equal(expected, response.Status));
        Assert.Equal(upstreamRequests, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Client_that_disconnects_does_not_cancel_the_fetch_for_coalesced_requests()
    {
        await using var fixture = await HoldingAsync();
        fixture.RespondWith("Cache-Control: max-age=60");
        var disconnect = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var first = fixture.SendAndDisconnectAsync(RequestSpec.Get(CacheFixture.Host, CacheFixture.Script), disconnect.Task);
        await fixture.TrackDomain.WaitForAsync(1);
        var second = fixture.GetAsync();
        await fixture.Counters.WaitForAsync("coalesced", 1);
        disconnect.SetResult();
        await first;
        _released.SetResult();

        Assert.Equal("one()", Encoding.Latin1.GetString((await second).Body));
        Assert.Equal(1, fixture.UpstreamRequests);
    }

    [Fact]
    public async Task Private_response_is_fetched_once_for_each_coalesced_request()
    {
        await using var fixture = await HoldingAsync();
        var upstreamRequests = 0;
        fixture.TrackDomain.Response = _ =>
            fixture.Response(200, $"{Interlocked.Increment(ref upstreamRequests)}", "Cache-Control: private");

        var responses = Enumerable.Range(0, 5).Select(_ => fixture.GetAsync()).ToArray();
        await fixture.Counters.WaitForAsync("coalesced", 4);
        _released.SetResult();

        Assert.Equal(["1", "2", "3", "4", "5"], (await Task.WhenAll(responses)).Select(response => Encoding.Latin1.GetString(response.Body))
            .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Refusal_of_one_request_is_not_shared_with_coalesced_requests(int status)
    {
        await using var fixture = await HoldingAsync();
        var count = 0;
        fixture.TrackDomain.Response = _ => Interlocked.Increment(ref count) == 1
            ? fixture.Response(status, "") : fixture.Response(200, "file()", "Cache-Control: max-age=60");

        var responses = Enumerable.Range(0, 5).Select(_ => fixture.GetAsync()).ToArray();
        await fixture.Counters.WaitForAsync("coalesced", 4);
        _released.SetResult();

        Assert.Equal(1, (await Task.WhenAll(responses)).Count(response => response.Status == status));
    }

    [Fact]
    public async Task Client_with_too_many_concurrent_fetches_bypasses_the_cache()
    {
        await using var fixture = await HoldingAsync();
        fixture.RespondWith("Cache-Control: max-age=60");

        var responses = Enumerable.Range(0, 65)
            .Select(version => fixture.SendAsync(RequestSpec.Get(CacheFixture.Host, $"{CacheFixture.Script}?v={version}"))).ToArray();
        await fixture.Counters.WaitForAsync("passed", 1);
        _released.SetResult();

        Assert.All(await Task.WhenAll(responses), response => Assert.Equal(200, response.Status));
        Assert.Equal((64, 1, 65), (fixture.Counters["miss"], fixture.Counters["passed"], fixture.UpstreamRequests));
    }

    private async Task<CacheFixture> HoldingAsync()
    {
        var fixture = await CacheFixture.StartAsync(
            timeout: "\"attemptMilliseconds\": 60000, \"totalMilliseconds\": 60000, \"retries\": 0");
        fixture.TrackDomain.HeldUntil = _released.Task;
        return fixture;
    }
}
