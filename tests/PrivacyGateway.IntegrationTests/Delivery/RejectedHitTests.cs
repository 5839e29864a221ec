using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Hits that the track domain always rejects, among others that it accepts. Any client can send such hits.</summary>
public sealed class RejectedHitTests : IAsyncDisposable
{
    private const string Queued = "\"delivery\": \"queued\",";

    private readonly DeliveryFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    /// <summary>A firewall in front of the track domain may close the connection for a rejected hit.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(5, 4)]
    public async Task Hits_without_a_response_do_not_block_other_hits(int disliked, int connections)
    {
        await using var gateway = await _fixture.StartAsync(spool: $"\"replayConnections\": {connections}");
        _fixture.GoDown();
        await SendAsync(gateway, "disliked", disliked);
        await SendAsync(gateway, "liked", 40);

        var taken = Response(static _ => [], 40);

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Hits_that_get_an_error_do_not_block_other_hits()
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.GoDown();
        await SendAsync(gateway, "disliked", 5);
        await SendAsync(gateway, "liked", 40);

        var taken = Response(static _ => TrackDomainResponses.Build(500, "No", [], []), 40);

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Rejected_hit_does_not_stop_the_queue_however_many_hits_follow()
    {
        const int Many = 2500;
        await using var gateway = await _fixture.StartAsync(Queued);
        var taken = Response(static _ => TrackDomainResponses.Build(500, "No", [], []), Many);
        await SendAsync(gateway, "disliked", 1);
        for (var sent = 0; sent < Many; sent += 50)
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(gateway, "liked", 1)));

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    private static async Task SendAsync(GatewayProcess gateway, string name, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal(200, (await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous($"p=600,{name}"))).Status);
    }

    /// <returns>Completes when this many of the others were accepted.</returns>
    private Task Response(Func<RecordedRequest, byte[]> disliked, int others)
    {
        var (taken, count) = (new TaskCompletionSource(), 0);
        _fixture.TrackDomain.Response = request =>
        {
            if (request.Target.Contains("disliked", StringComparison.Ordinal))
                return disliked(request);
            if (Interlocked.Increment(ref count) == others)
                taken.TrySetResult();
            return TrackDomainResponses.Pixel(request);
        };
        return taken.Task;
    }
}
