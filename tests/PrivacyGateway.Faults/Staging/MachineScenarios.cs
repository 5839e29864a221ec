using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Faults of the machine around the gateway.</summary>
internal static class MachineScenarios
{
    private const string CutOff = "connections cut between the hit and its response";
    private const string CrashedReplay = "delivered, but the crash came before that was on the disk";
    private const int IdleConnections = 1300;
    private const int NeighbourRate = 100;

    /// <summary>In the short form: a machine that pauses for seconds must not fill the neighbour's half of the permits.</summary>
    private const int LowNeighbourRate = 20;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan NeighbourDelay = TimeSpan.FromMilliseconds(1500);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("resolver silent", CrashedReplay, ResolverAsync) { Around = static folder => SilentResolver.Open(
            Path.Combine(folder, "resolv.conf"), FaultFixture.First) },
        new("standard output not read", CrashedReplay, OutputAsync) { Around = static _ => Around.StoppedReader,
            Setup = new GatewaySetup { AccessLog = true } },
        new("disk slow (2 s)", CrashedReplay, fixture => DiskAsync(fixture, TimeSpan.FromSeconds(2))) { Around = Bad,
            Setup = new GatewaySetup { ConcurrentRequests = 500 } },
        new("disk hangs (60 s)", CrashedReplay, fixture => DiskAsync(fixture, TimeSpan.FromSeconds(60))) { Around = Bad,
            Setup = new GatewaySetup { ConcurrentRequests = 500 } },
        new("descriptors used up", CrashedReplay, DescriptorsAsync) { Around = static _ => Around.FewDescriptors },
        new("clock back 10 min, circuit open", CutOff, fixture => ClockAsync(fixture, TimeSpan.FromMinutes(-10))) { Around = Bad },
        new("clock back 25 h, circuit open", CutOff, fixture => ClockAsync(fixture, TimeSpan.FromHours(-25))) { Around = Bad },
        new("clock forward 25 h, hits wait", CutOff, fixture => ClockAsync(fixture, TimeSpan.FromHours(25))) { Around = Bad },
        new("spool files removed", CutOff, fixture => RemoveAsync(
            fixture, static files => Array.ForEach(Directory.GetFiles(files), File.Delete))),
        new("spool.db removed", CutOff, fixture => RemoveAsync(fixture, static files => File.Delete(Path.Combine(files, "spool.db")))),
        new("spool directory removed", CutOff, fixture => RemoveAsync(fixture, static files => Directory.Delete(files, recursive: true))),
        new("disk refuses (EIO)", CutOff, RefusingDiskAsync) { Around = Bad },
        new("slow neighbour", CrashedReplay, NeighbourAsync) { Setup = new GatewaySetup { Timeout = new Dictionary<string, int>(
            StringComparer.Ordinal), ConcurrentRequests = 200, HasNeighbour = true } },
    ];

    private static BadMachine Bad(string folder) => new(Path.Combine(folder, "surroundings"));

    /// <summary>The address worked all the time; only the name lookup gets no response.</summary>
    private static async Task ResolverAsync(FaultFixture fixture)
    {
        var resolver = (SilentResolver)fixture.Around;
        await fixture.SendAsync(Moment);
        resolver.FallSilent();
        var (refused, unanswered) = (fixture.Tally.Refused, fixture.Tally.Unanswered);
        await fixture.SendAsync(fixture.Form.Row);

        // Open connections would hide it.
        await fixture.Upstream.DownAsync();
        fixture.Upstream.Up();
        await fixture.SendAsync(fixture.Form.Row);
        if (resolver.Queries == 0)
            fixture.Objection = "the name was never looked up";
        else if (fixture.Tally.Unanswered > unanswered)
            fixture.Objection = $"{fixture.Tally.Unanswered - unanswered} hits had no response";
        await fixture.RecoverAsync();
        if (fixture.Recovery > 3 && fixture.Form.IsFull)
            fixture.Objection = $"{fixture.Tally.Refused - refused} hits refused, and no identified hit taken, although the address worked";
    }

    /// <summary>Until the queue of log lines and the pipe are full: in the full form, more lines than the queue holds.</summary>
    private static async Task OutputAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(3 * fixture.Form.Row, fixture.Form.OutageRate);
        if (fixture.Tally.Unanswered > 0)
            fixture.Objection = $"{fixture.Tally.Unanswered} hits had no response";
        await fixture.RecoverAsync();
        if (await fixture.Gateway.StopAsync() != 0)
            fixture.Objection = "SIGTERM did not end it";
        await fixture.Gateway.StartAsync();
    }

    /// <summary>
    /// While the track domain is down hits wait for the disk; when it is back
    /// the disk still hangs, and hits that need no disk must be accepted.
    /// </summary>
    private static async Task DiskAsync(FaultFixture fixture, TimeSpan delay)
    {
        var machine = (BadMachine)fixture.Around;
        await fixture.SendAsync(Moment);
        machine.DelayDisk(delay);
        fixture.Upstream.Behaviour = Behaviour.Error503;
        await fixture.SendAsync(fixture.Form.Row, 200);
        if ((await fixture.Gateway.CheckAsync("spool")).Status != "degraded" && delay > fixture.Form.Row)
            fixture.Objection = "/readyz calls a spool healthy whose disk hangs";
        fixture.Upstream.Behaviour = Behaviour.Healthy;
        await fixture.RecoverAsync();
        var refused = fixture.Tally.Refused;
        await fixture.SendAsync(BrowserHit.Hits(1_000_000), fixture.Form.Row, 200);
        if (fixture.Tally.Refused > refused)
            fixture.Objection = $"{fixture.Tally.Refused - refused} hits refused that the track domain would have taken";
        machine.DelayDisk(TimeSpan.Zero);
    }

    private static async Task DescriptorsAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(Moment);
        var idle = Enumerable.Range(0, IdleConnections).Select(static _ => new TcpClient()).ToList();
        foreach (var client in idle)
            await client.ConnectAsync(IPAddress.Loopback, fixture.Gateway.Port, fixture.Cancellation);
        await fixture.WaitAsync(fixture.Form.Row);
        idle.ForEach(static client => client.Dispose());
        await fixture.RecoverAsync();
        fixture.Upstream.Behaviour = Behaviour.Error503;
        await fixture.SendAsync(Moment);
        await fixture.WaitUntilSpooledAsync(10);
    }

    /// <summary>The clock is set while hits are spooled and the circuit is open; then the track domain recovers.</summary>
    private static async Task ClockAsync(FaultFixture fixture, TimeSpan step)
    {
        await fixture.SendAsync(Moment);
        fixture.Upstream.Behaviour = Behaviour.Error503;
        await fixture.SendAsync(fixture.Form.Row / 2);
        await fixture.WaitUntilSpooledAsync(10);
        ((BadMachine)fixture.Around).SetClock(step);
        await fixture.SendAsync(fixture.Form.Row);
        fixture.Upstream.Behaviour = Behaviour.Healthy;
        await fixture.RecoverAsync();
        if (fixture.Recovery > 15)
            fixture.Objection = "the circuit followed the wall clock";
        await fixture.ReplayedAsync(10);
    }

    /// <summary>Existing hits are destroyed, and must be counted; no hit that is accepted afterwards may be lost.</summary>
    private static async Task RemoveAsync(FaultFixture fixture, Action<string> remove)
    {
        await fixture.Upstream.DownAsync();
        await fixture.SendAsync(fixture.Form.Row / 2);
        await fixture.WaitUntilSpooledAsync(10);
        remove(Path.Combine(fixture.Data, "spool"));
        fixture.Destroyed = fixture.Tally.AcceptedNotDelivered;
        await fixture.SendAsync(fixture.Form.Row);
    }

    /// <summary>As a device with errors: writes are not durable until a sync succeeds, and none does.</summary>
    private static async Task RefusingDiskAsync(FaultFixture fixture)
    {
        await fixture.Upstream.DownAsync();
        await fixture.SendAsync(fixture.Form.Row / 2);
        await fixture.WaitUntilSpooledAsync(10);
        ((BadMachine)fixture.Around).RefuseSync(true);
        await fixture.SendAsync(fixture.Form.Row);
        if ((await fixture.Gateway.CheckAsync("spool")).Status != "degraded")
            fixture.Objection = "/readyz calls a spool healthy that refuses hits";
        ((BadMachine)fixture.Around).RefuseSync(false);
        fixture.Upstream.Up();
        await fixture.RecoverAsync();
    }

    /// <summary>One track domain responds late, but within its limits; hits of the other one must not suffer.</summary>
    private static async Task NeighbourAsync(FaultFixture fixture)
    {
        var rate = fixture.Form.IsFull ? NeighbourRate : LowNeighbourRate;
        fixture.Other.Up();
        await fixture.SendAsync(Moment);
        await fixture.SendToNeighbourAsync(Moment, rate);
        fixture.Upstream.Behaviour = Behaviour.Slow(NeighbourDelay);
        var slow = fixture.SendAsync(fixture.Form.Row, 400);
        await fixture.SendToNeighbourAsync(fixture.Form.Row, rate);
        await slow;
        var (refused, hits) = (fixture.OtherTally.Refused, fixture.OtherTally.Hits);

        // Beside other rows a hit may time out because the machine is busy, not because the neighbour is slow.
        if (refused > (fixture.Form.IsFull ? 0 : hits / 20))
            fixture.Objection = $"{refused} of {hits} hits of the quick track domain refused";
    }
}
