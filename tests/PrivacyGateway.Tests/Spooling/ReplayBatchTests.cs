using System.Net;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using PrivacyGateway.Tests.Sending;

namespace PrivacyGateway.Tests.Spooling;

public sealed class ReplayBatchTests
{
    private static readonly SpooledHit[] Two = [.. Enumerable.Range(1, 2).Select(id => new SpooledHit(id, Hits.Cluster, DateTimeOffset.UnixEpoch, Hits.Numbered(id)))];

    [Fact]
    public async Task What_is_under_way_when_the_process_is_told_to_stop_is_waited_for_and_nothing_more_is_begun()
    {
        using var stop = new CancellationTokenSource();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var client = Client(cancellation => answer.Task.WaitAsync(cancellation));
        var batch = new ReplayBatch(Two, new SampleDestinations(client, SampleDestinations.Create()));

        var sending = batch.SendAsync(1, stop.Token);
        await stop.CancelAsync();
        answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK));
        await sending;

        Assert.Equal([Two[0]], batch.Delivered);
        Assert.Equal([Two[1]], batch.Remaining);
    }

    [Fact]
    public async Task A_hit_that_the_circuit_kept_back_has_not_failed()
    {
        using var client = Client(static _ => throw new NoAnswerException(new Polly.CircuitBreaker.BrokenCircuitException()));
        var batch = new ReplayBatch(Two, new SampleDestinations(client, SampleDestinations.Create()));

        await batch.SendAsync(1, CancellationToken.None);

        Assert.Empty(batch.Failed);
        Assert.Equal(Two, batch.Remaining);
    }

    private static HttpMessageInvoker Client(Func<CancellationToken, Task<HttpResponseMessage>> answer) => new(new Handler(answer));

    private sealed class Handler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
