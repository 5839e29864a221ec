using System.Diagnostics;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Three gateways are replaced one after another behind a balancer; visitors and reports must not be affected.</summary>
[Collection(RollingCollection.Name)]
public sealed class RollingRestartTests
{
    private const int Replicas = 3;
    private const int HitsPerSecond = 500;
    private const int AtOnce = 50;

    private static readonly Figures Figures = new("rolling-restart");

    [Fact]
    public async Task No_request_fails_and_no_hit_is_lost_while_each_replica_restarts()
    {
        Assert.SkipUnless(HaproxyProcess.Program is not null, "rolling restart: no haproxy on this machine");
        await using var trackDomain = new FlakyTrackDomain();
        var ports = FixedPorts.Take(2 * Replicas + 2);
        var replicas = Enumerable.Range(0, Replicas)
            .Select(index => new Replica(trackDomain.Address, ports[2 * index], ports[2 * index + 1])).ToList();
        try
        {
            await Task.WhenAll(replicas.Select(replica => replica.StartAsync()));
            await using var balancer = await HaproxyProcess.StartAsync(ports[^2], ports[^1], replicas);
            await RestartUnderLoadAsync(trackDomain, balancer, replicas);
        }
        finally
        {
            await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync().AsTask()));
        }
    }

    private static async Task RestartUnderLoadAsync(FlakyTrackDomain trackDomain, HaproxyProcess balancer, List<Replica> replicas)
    {
        var exitCodes = new List<int>();
        var clock = Stopwatch.StartNew();
        var load = new SteadyLoad(number => NumberedHits.Build(balancer.Port, number), HitsPerSecond, AtOnce);
        await using (load)
        {
            await trackDomain.MoreAsync(HitsPerSecond);
            foreach (var (index, replica) in replicas.Index())
            {
                trackDomain.IsFlaky = true;
                exitCodes.Add(await replica.RestartAsync(() => balancer.WaitUntilDrainedAsync(index)));
                trackDomain.IsFlaky = false;
                await balancer.UntilAllAreUpAsync();
                await trackDomain.MoreAsync(HitsPerSecond);
            }
        }

        var rate = load.Sent / clock.Elapsed.TotalSeconds;
        await AllArriveAsync(trackDomain, load.Taken);
        var failures = string.Join(", ", load.Failures.Select(failure => $"{failure.Value} × {failure.Key}"));
        Figures.Add(
            $"rolling restart: {Replicas} replicas, {load.Sent} hits at {rate:F0}/s through haproxy, failed "
                + $"{load.Failed}{(failures.Length > 0 ? $" ({failures})" : "")}, " +
            $"lost 0, taken twice {trackDomain.TakenTwice}, refused at first and spooled {trackDomain.RefusedAtFirst}, exit codes "
                + $"{string.Join(' ', exitCodes)}");
        Assert.Empty(load.Failures);
        Assert.NotEqual(0, trackDomain.RefusedAtFirst);
        Assert.All(exitCodes, static exitCode => Assert.Equal(0, exitCode));
    }

    /// <summary>Waits until the track domain has accepted every hit that got 200; one that it refused twice waits half a minute.</summary>
    private static Task AllArriveAsync(FlakyTrackDomain trackDomain, IReadOnlyCollection<int> taken)
    {
        return Eventually.HoldsAsync(() => !Missing().Any(), () => $"{Missing().Count()} hits got 200 and are lost.");

        IEnumerable<int> Missing() => taken.Except(trackDomain.Taken);
    }
}
