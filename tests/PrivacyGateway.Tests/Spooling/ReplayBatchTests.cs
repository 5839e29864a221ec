using PrivacyGateway.Configuration;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Tests.Diagnostics;
using PrivacyGateway.Tests.Sending;

namespace PrivacyGateway.Tests.Spooling;

public sealed class ReplayBatchTests : IDisposable
{
    private static readonly SpooledHit[] Two = [.. Enumerable.Range(1, 2)
        .Select(id => new SpooledHit(id, Hits.Cluster, DateTimeOffset.UnixEpoch, Hits.Numbered(id)))];

    private readonly OwnMeters _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Stopped_replay_waits_for_the_hit_in_flight_and_starts_no_other()
    {
        using var stop = new CancellationTokenSource();
        var response = new TaskCompletionSource<UpstreamResponse>();
        var batch = new ReplayBatch(
            Two, TrackDomain(cancellation => new ValueTask<UpstreamResponse>(response.Task.WaitAsync(cancellation))));

        var sending = batch.SendAsync(1, stop.Token);
        await stop.CancelAsync();
        response.SetResult(SampleDestinations.Respond());
        await sending;

        Assert.Equal([Two[0]], batch.Delivered);
        Assert.Equal([Two[1]], batch.Remaining);
    }

    [Fact]
    public async Task Hit_stopped_by_an_open_circuit_has_not_failed()
    {
        var trackDomain = TrackDomain(static _ => ValueTask.FromResult(SampleDestinations.Respond(500)));
        while (!trackDomain.IsCircuitOpen)
            await trackDomain.SendAsync(new OutgoingRequest(Hits.Numbered(0)), CancellationToken.None);
        var batch = new ReplayBatch(Two, trackDomain);

        await batch.SendAsync(1, CancellationToken.None);

        Assert.Empty(batch.Failed);
        Assert.Equal(Two, batch.Remaining);
    }

    private TrackDomain TrackDomain(Func<CancellationToken, ValueTask<UpstreamResponse>> attempt) =>
        SampleTrackDomain.Create(_meters, new TrackDomainConfig { BreakerMinimum = 2 }, attempt);
}
