using System.Diagnostics;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Operation.Rolling;

/// <summary>Three gateways are replaced one after another behind a balancer, and no visitor and no report may notice.</summary>
[Collection(RollingTurns.Name)]
public sealed class RollingRestartTests
{
    private const int Replicas = 3;
    private const int HitsPerSecond = 500;
    private const int AtOnce = 50;

    private static readonly Figures Figures = new("rolling-restart");

    [Fact]
    public async Task Nothing_fails_and_nothing_is_lost_while_each_replica_is_restarted()
    {
        Assert.SkipUnless(HaproxyProcess.Program is not null, "rolling restart: no haproxy on this machine");
        await using var trackDomain = new MoodyTrackDomain();
        var ports = FixedPorts.Take(2 * Replicas + 2);
        var replicas = Enumerable.Range(0, Replicas).Select(index => new Replica(trackDomain.Address, ports[2 * index], ports[2 * index + 1])).ToList();
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

    private static async Task RestartUnderLoadAsync(MoodyTrackDomain trackDomain, HaproxyProcess balancer, List<Replica> replicas)
    {
        var exitCodes = new List<int>();
        var clock = Stopwatch.StartNew();
        var load = new SteadyLoad(number => NumberedHits.Build(balancer.Port, number), HitsPerSecond, AtOnce);
        await using (load)
        {
            await trackDomain.MoreAsync(HitsPerSecond);
            foreach (var (index, replica) in replicas.Index())
            {
                trackDomain.IsMoody = true;
                exitCodes.Add(await replica.RestartAsync(() => balancer.UntilLeftAsync(index)));
                trackDomain.IsMoody = false;
                await balancer.UntilAllAreUpAsync();
                await trackDomain.MoreAsync(HitsPerSecond);
            }
        }

        var rate = load.Sent / clock.Elapsed.TotalSeconds;
        await AllArriveAsync(trackDomain, load.Taken);
        var failures = string.Join(", ", load.Failures.Select(failure => $"{failure.Value} × {failure.Key}"));
        Figures.Add(
            $"rolling restart: {Replicas} replicas, {load.Sent} hits at {rate:F0}/s through haproxy, failed {load.Failed}{(failures.Length > 0 ? $" ({failures})" : "")}, " +
            $"lost 0, taken twice {trackDomain.TakenTwice}, refused at first and kept {trackDomain.RefusedAtFirst}, exit codes {string.Join(' ', exitCodes)}");
        Assert.Empty(load.Failures);
        Assert.NotEqual(0, trackDomain.RefusedAtFirst);
        Assert.All(exitCodes, static exitCode => Assert.Equal(0, exitCode));
    }

    /// <summary>Waits until the track domain has taken every hit that was answered 200; one that it refused twice waits half a minute.</summary>
    private static Task AllArriveAsync(MoodyTrackDomain trackDomain, IReadOnlyCollection<int> taken)
    {
        return Eventually.HoldsAsync(() => !Missing().Any(), () => $"{Missing().Count()} hits were answered and are lost.");

        IEnumerable<int> Missing() => taken.Except(trackDomain.Taken);
    }
}
