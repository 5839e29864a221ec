using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>What can go wrong with the machine around the gateway.</summary>
internal static class MachineScenarios
{
    private const string CutOff = "connections cut between the hit and its answer";
    private const string CrashedReplay = "delivered, but the crash came before that was on the disk";
    private const int IdleConnections = 1300;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan NeighbourDelay = TimeSpan.FromMilliseconds(1500);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("resolver silent", CrashedReplay, ResolverAsync) { Around = static folder => SilentResolver.Open(Path.Combine(folder, "resolv.conf"), Stage.First) },
        new("standard output not read", CrashedReplay, OutputAsync) { Around = static _ => Around.StoppedReader, Setup = new GatewaySetup { AccessLog = true } },
        new("disk slow (2 s)", CrashedReplay, stage => DiskAsync(stage, TimeSpan.FromSeconds(2))) { Around = Bad, Setup = new GatewaySetup { ConcurrentRequests = 500 } },
        new("disk hangs (60 s)", CrashedReplay, stage => DiskAsync(stage, TimeSpan.FromSeconds(60))) { Around = Bad, Setup = new GatewaySetup { ConcurrentRequests = 500 } },
        new("descriptors used up", CrashedReplay, DescriptorsAsync) { Around = static _ => Around.FewDescriptors },
        new("clock back 10 min, circuit open", CutOff, stage => ClockAsync(stage, TimeSpan.FromMinutes(-10))) { Around = Bad },
        new("clock back 25 h, circuit open", CutOff, stage => ClockAsync(stage, TimeSpan.FromHours(-25))) { Around = Bad },
        new("clock forward 25 h, hits wait", CutOff, stage => ClockAsync(stage, TimeSpan.FromHours(25))) { Around = Bad },
        new("spool files removed", CutOff, stage => RemoveAsync(stage, static files => Array.ForEach(Directory.GetFiles(files), File.Delete))),
        new("spool.db removed", CutOff, stage => RemoveAsync(stage, static files => File.Delete(Path.Combine(files, "spool.db")))),
        new("spool directory removed", CutOff, stage => RemoveAsync(stage, static files => Directory.Delete(files, recursive: true))),
        new("disk refuses (EIO)", CutOff, RefusingDiskAsync) { Around = Bad },
        new("slow neighbour", CrashedReplay, NeighbourAsync) { Setup = new GatewaySetup { Patience = new Dictionary<string, int>(StringComparer.Ordinal), ConcurrentRequests = 200, HasNeighbour = true } },
    ];

    private static BadMachine Bad(string folder) => new(Path.Combine(folder, "surroundings"));

    /// <summary>The address worked all the time; it is only that nobody answers when its name is asked for.</summary>
    private static async Task ResolverAsync(Stage stage)
    {
        var resolver = (SilentResolver)stage.Around;
        await stage.SendAsync(Moment);
        resolver.FallSilent();
        var (refused, unanswered) = (stage.Tally.Refused, stage.Tally.Unanswered);
        await stage.SendAsync(stage.Form.Row);

        // The connections that are open would hide it.
        await stage.Upstream.DownAsync();
        stage.Upstream.Up();
        await stage.SendAsync(stage.Form.Row);
        if (resolver.Asked == 0)
            stage.Objection = "the name was never asked for";
        else if (stage.Tally.Unanswered > unanswered)
            stage.Objection = $"{stage.Tally.Unanswered - unanswered} hits had no answer";
        await stage.RecoverAsync();
        if (stage.Recovery > 3 && stage.Form.IsFull)
            stage.Objection = $"{stage.Tally.Refused - refused} hits refused, and no identified hit taken, although the address worked";
    }

    /// <summary>Until so much was logged that the queue and the pipe are full.</summary>
    private static async Task OutputAsync(Stage stage)
    {
        await stage.SendAsync(stage.Form.Row, 4 * stage.Form.OutageRate);
        if (stage.Tally.Unanswered > 0)
            stage.Objection = $"{stage.Tally.Unanswered} hits had no answer";
        await stage.RecoverAsync();
        if (await stage.Gateway.StopAsync() != 0)
            stage.Objection = "SIGTERM did not end it";
        await stage.Gateway.StartAsync();
    }

    /// <summary>While the track domain is down hits wait for the disk; when it is back the disk still hangs, and hits that need no disk must be taken.</summary>
    private static async Task DiskAsync(Stage stage, TimeSpan delay)
    {
        var machine = (BadMachine)stage.Around;
        await stage.SendAsync(Moment);
        machine.DelayDisk(delay);
        stage.Upstream.Behaviour = Behaviour.Error503;
        await stage.SendAsync(stage.Form.Row, 200);
        if ((await stage.Gateway.CheckAsync("spool")).Status != "degraded" && delay > stage.Form.Row)
            stage.Objection = "/readyz calls a spool healthy whose disk hangs";
        stage.Upstream.Behaviour = Behaviour.Healthy;
        await stage.RecoverAsync();
        var refused = stage.Tally.Refused;
        await stage.SendAsync(BrowserHit.Hits(1_000_000), stage.Form.Row, 200);
        if (stage.Tally.Refused > refused)
            stage.Objection = $"{stage.Tally.Refused - refused} hits refused that the track domain would have taken";
        machine.DelayDisk(TimeSpan.Zero);
    }

    private static async Task DescriptorsAsync(Stage stage)
    {
        await stage.SendAsync(Moment);
        var idle = Enumerable.Range(0, IdleConnections).Select(static _ => new TcpClient()).ToList();
        foreach (var client in idle)
            await client.ConnectAsync(IPAddress.Loopback, stage.Gateway.Port, stage.Cancellation);
        await stage.WaitAsync(stage.Form.Row);
        idle.ForEach(static client => client.Dispose());
        await stage.RecoverAsync();
        stage.Upstream.Behaviour = Behaviour.Error503;
        await stage.SendAsync(Moment);
        await stage.KeptAsync(10);
    }

    /// <summary>The clock is set while hits wait and the circuit is open; then the track domain is well again.</summary>
    private static async Task ClockAsync(Stage stage, TimeSpan step)
    {
        await stage.SendAsync(Moment);
        stage.Upstream.Behaviour = Behaviour.Error503;
        await stage.SendAsync(stage.Form.Row / 2);
        await stage.KeptAsync(10);
        ((BadMachine)stage.Around).SetClock(step);
        await stage.SendAsync(stage.Form.Row);
        stage.Upstream.Behaviour = Behaviour.Healthy;
        await stage.RecoverAsync();
        if (stage.Recovery > 15)
            stage.Objection = "the circuit followed the wall clock";
        await stage.ReplayedAsync(10);
    }

    /// <summary>What was there is destroyed, and must be counted; nothing that is accepted afterwards may be lost.</summary>
    private static async Task RemoveAsync(Stage stage, Action<string> remove)
    {
        await stage.Upstream.DownAsync();
        await stage.SendAsync(stage.Form.Row / 2);
        await stage.KeptAsync(10);
        remove(Path.Combine(stage.Data, "spool"));
        stage.Destroyed = stage.Tally.AcceptedNotDelivered;
        await stage.SendAsync(stage.Form.Row);
    }

    /// <summary>As a device with errors: what is written is not there until a sync says so, and none does.</summary>
    private static async Task RefusingDiskAsync(Stage stage)
    {
        await stage.Upstream.DownAsync();
        await stage.SendAsync(stage.Form.Row / 2);
        await stage.KeptAsync(10);
        ((BadMachine)stage.Around).RefuseSync(true);
        await stage.SendAsync(stage.Form.Row);
        if ((await stage.Gateway.CheckAsync("spool")).Status != "degraded")
            stage.Objection = "/readyz calls a spool healthy that refuses hits";
        ((BadMachine)stage.Around).RefuseSync(false);
        stage.Upstream.Up();
        await stage.RecoverAsync();
    }

    /// <summary>One track domain answers late, but within its limits; hits of the other one must not pay for it.</summary>
    private static async Task NeighbourAsync(Stage stage)
    {
        stage.Other.Up();
        await stage.SendAsync(Moment);
        await stage.SendToNeighbourAsync(Moment, 100);
        stage.Upstream.Behaviour = Behaviour.Slow(NeighbourDelay);
        var slow = stage.SendAsync(stage.Form.Row, 400);
        await stage.SendToNeighbourAsync(stage.Form.Row, 100);
        await slow;
        var (refused, hits) = (stage.OtherTally.Refused, stage.OtherTally.Hits);
        if (refused > 0)
            stage.Objection = $"{refused} of {hits} hits of the quick track domain refused";
    }
}
