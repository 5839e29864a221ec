using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Policies;
using PrivacyGateway.Sending;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Tests.Diagnostics;
using PrivacyGateway.Tests.Sending;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Tests.Spooling;

public sealed class ClusterReplayTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly OwnMeters _meters = new();

    public void Dispose()
    {
        _meters.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Failed_replay_releases_undelivered_hits_and_acknowledges_delivered_ones()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(6);
        using var stop = new CancellationTokenSource();
        var sent = 0;

        var replaying = Replay(spool, () => Interlocked.Increment(ref sent) == 3 ? throw new NotSupportedException()
            : SampleDestinations.Respond()).RunAsync(stop.Token);

        await Eventually.HoldsAsync(() => Volatile.Read(ref sent) >= 3, () => $"{sent} hits were sent.");
        var free = new List<SpooledHit>();
        await Eventually.HoldsAsync(
            async () =>
            {
                free.AddRange(await spool.TakeAsync());
                return free.Count == spool.State.Rows && free.Count > 0;
            },
            () => $"{free.Count} of {spool.State.Rows} hits can be taken.");
        Assert.Equal([2, 3, 4, 5], free.Numbers());
        await stop.CancelAsync();
        await replaying;
    }

    private ClusterReplay Replay(SqliteHitSpool spool, Func<UpstreamResponse> respond)
    {
        var snapshot = new CurrentPolicies(new PolicySnapshot(new GatewayConfig
        {
            Policies = new Dictionary<string, PolicyConfig>(),
            Routes = [],
            Destinations = [new DestinationConfig(Hits.Cluster, "primary", "http://track-domain.test/", AllowsPlainHttp: true)],
            Spool = new SpoolConfig { ReplayConnections = 1 },
        }));
        var metrics = new GatewayMetrics(_meters);
        var trackDomains = new TrackDomains(snapshot, metrics, TimeProvider.System, NullLogger<TrackDomain>.Instance);
        trackDomains.GetOrCreate(Hits.Cluster).SetDestinations(
            new SampleDestinations((_, _) => ValueTask.FromResult(respond()), SampleDestinations.Create()));
        return new ClusterReplay(
            Hits.Cluster, spool, trackDomains, snapshot, metrics, TimeProvider.System, NullLogger<ClusterReplay>.Instance);
    }
}
