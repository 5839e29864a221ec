using PrivacyGateway.Configuration;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Diagnostics;

namespace PrivacyGateway.Tests.Sending;

/// <summary>While the circuit is closed a hit bypasses it, and reports its outcome afterwards.</summary>
public sealed class CircuitBypassTests : IDisposable
{
    private static readonly TrackDomainConfig Config = new() { BreakerMinimum = 2, BreakerFailures = 50, Retries = 0 };

    private readonly OwnMeters _meters = new();
    private readonly Queue<TaskCompletionSource<UpstreamResponse>> _attempts = [];

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Failures_that_bypass_the_circuit_open_it()
    {
        var trackDomain = Create();

        await FailAsync(trackDomain);
        Assert.False(trackDomain.IsCircuitOpen);
        await FailAsync(trackDomain);

        Assert.True(trackDomain.IsCircuitOpen);
        Assert.Equal(SendOutcome.NotSent, (await SendAsync(trackDomain)).Outcome);
    }

    [Fact]
    public async Task Server_errors_that_bypass_the_circuit_open_it()
    {
        var trackDomain = Create();

        for (var i = 0; i < 2; i++)
        {
            var sending = SendAsync(trackDomain);
            _attempts.Dequeue().SetResult(SampleDestinations.Respond(500));
            Assert.Equal(SendOutcome.ServerError, (await sending).Outcome);
        }

        Assert.True(trackDomain.IsCircuitOpen);
    }

    [Fact]
    public async Task Late_success_does_not_close_an_open_circuit()
    {
        var trackDomain = Create();
        var slow = SendAsync(trackDomain);
        var attempt = _attempts.Dequeue();
        await FailAsync(trackDomain);
        await FailAsync(trackDomain);
        Assert.True(trackDomain.IsCircuitOpen);

        attempt.SetResult(SampleDestinations.Respond());

        Assert.Equal(SendOutcome.Delivered, (await slow).Outcome);
        Assert.True(trackDomain.IsCircuitOpen);
    }

    [Fact]
    public async Task Circuit_stays_closed_below_the_failure_ratio()
    {
        var trackDomain = Create();

        for (var i = 0; i < 5; i++)
        {
            var sending = SendAsync(trackDomain);
            _attempts.Dequeue().SetResult(SampleDestinations.Respond());
            Assert.Equal(SendOutcome.Delivered, (await sending).Outcome);
        }

        await FailAsync(trackDomain);
        await FailAsync(trackDomain);

        Assert.False(trackDomain.IsCircuitOpen);
    }

    [Fact]
    public async Task Unwritable_request_does_not_count_as_a_failure_of_the_track_domain()
    {
        var trackDomain = Create();

        for (var i = 0; i < 4; i++)
        {
            var sending = SendAsync(trackDomain);
            _attempts.Dequeue().SetException(new UnwritableRequestException());
            Assert.Equal(SendOutcome.Failed, (await sending).Outcome);
        }

        Assert.False(trackDomain.IsCircuitOpen);
        Assert.False(trackDomain.IsFailing);
    }

    private static Task<SendResult> SendAsync(TrackDomain trackDomain) =>
        trackDomain.SendAsync(new OutgoingRequest(Spooling.Hits.Numbered(1)), CancellationToken.None).AsTask();

    private async Task FailAsync(TrackDomain trackDomain)
    {
        var sending = SendAsync(trackDomain);
        _attempts.Dequeue().SetException(new HttpRequestException(HttpRequestError.ResponseEnded, "broken"));
        Assert.Equal(SendOutcome.Failed, (await sending).Outcome);
    }

    private TrackDomain Create() => SampleTrackDomain.Create(_meters, Config, _ =>
    {
        var attempt = new TaskCompletionSource<UpstreamResponse>();
        _attempts.Enqueue(attempt);
        return new ValueTask<UpstreamResponse>(attempt.Task);
    });
}
