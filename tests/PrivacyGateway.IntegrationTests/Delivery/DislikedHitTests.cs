using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Hits that the track domain never takes, among others that it does. Anybody can send such.</summary>
public sealed class DislikedHitTests : IAsyncDisposable
{
    private const string Queued = "\"delivery\": \"queued\",";

    private readonly DeliveryStage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    /// <summary>A firewall in front of the track domain may hang up at what it does not like.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 4)]
    [InlineData(5, 4)]
    public async Task Hits_that_get_no_answer_do_not_hold_up_the_others(int disliked, int connections)
    {
        await using var gateway = await _stage.StartAsync(spool: $"\"replayConnections\": {connections}");
        _stage.GoDown();
        await SendAsync(gateway, "disliked", disliked);
        await SendAsync(gateway, "liked", 40);

        var taken = Answer(static _ => [], 40);

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Several_that_are_answered_with_an_error_do_not_hold_up_the_others()
    {
        await using var gateway = await _stage.StartAsync();
        _stage.GoDown();
        await SendAsync(gateway, "disliked", 5);
        await SendAsync(gateway, "liked", 40);

        var taken = Answer(static _ => TrackDomainAnswers.Build(500, "No", [], []), 40);

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_of_them_never_stops_the_queue_however_many_follow()
    {
        const int Many = 2500;
        await using var gateway = await _stage.StartAsync(Queued);
        var taken = Answer(static _ => TrackDomainAnswers.Build(500, "No", [], []), Many);
        await SendAsync(gateway, "disliked", 1);
        for (var sent = 0; sent < Many; sent += 50)
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => SendAsync(gateway, "liked", 1)));

        await taken.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    private static async Task SendAsync(GatewayProcess gateway, string name, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.Equal(200, (await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous($"p=600,{name}"))).Status);
    }

    /// <returns>Completes when so many of the others were taken.</returns>
    private Task Answer(Func<RecordedRequest, byte[]> disliked, int others)
    {
        var (taken, count) = (new TaskCompletionSource(), 0);
        _stage.TrackDomain.Answer = request =>
        {
            if (request.Target.Contains("disliked", StringComparison.Ordinal))
                return disliked(request);
            if (Interlocked.Increment(ref count) == others)
                taken.TrySetResult();
            return TrackDomainAnswers.Pixel(request);
        };
        return taken.Task;
    }
}
