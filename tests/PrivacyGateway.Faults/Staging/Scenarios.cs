using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>The possible faults, in the order of the table.</summary>
internal static class Scenarios
{
    private const string NoReceipt = "nothing told that they had arrived, so they are sent again";
    private const string CrashedReplay = "delivered, but the crash came before that was on the disk";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    /// <summary>Hits that have come from the spool when something else happens to the rest.</summary>
    private const int WellUnderWay = 20;

    /// <summary>Neither divides the break of a circuit, or its probes would always meet the same state.</summary>
    private static readonly TimeSpan FlapUp = TimeSpan.FromMilliseconds(430);
    private static readonly TimeSpan FlapDown = TimeSpan.FromMilliseconds(290);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("track domain down", "connections cut between the hit and its response",
            OutageAsync) { Setup = new GatewaySetup { Timeout = new Dictionary<string, int>(StringComparer.Ordinal) } },
        new("kill -9 of the gateway, twice", CrashedReplay, KillAsync),
        new("flapping", "connections cut between the hit and its response", FlapAsync),
        new("accepts, never responds", NoReceipt, WhileAsync(Behaviour.Silent)),
        new("responds 500", CrashedReplay, WhileAsync(Behaviour.Error500)),
        new("responds 503", CrashedReplay, WhileAsync(Behaviour.Error503)),
        new("responds with garbage", NoReceipt, WhileAsync(Behaviour.Garbage)),
        new("half a response", NoReceipt, WhileAsync(Behaviour.HalfResponse)),
        new("closes after the request", NoReceipt, WhileAsync(Behaviour.Close)),
        new("slow by 3 s", "it took them after the gateway had given up", WhileAsync(Behaviour.Slow(TimeSpan.FromSeconds(3)))),
        new("DNS changes, old address down", "connections cut between the hit and its response", MoveAsync) { ByName = true },
        new("DNS changes, old address up", CrashedReplay, DriftAsync) { ByName = true, IsLong = true },
        new("disk full", "delivered, but the full disk did not let it be forgotten", FillAsync) { OnSmallDisk = true },
        .. MachineScenarios.All,
        .. DestinationScenarios.All,
    ];

    /// <summary>Healthy for a moment, so that connections are open, then no longer.</summary>
    private static Func<FaultFixture, Task> WhileAsync(Behaviour behaviour) => async fixture =>
    {
        await fixture.SendAsync(Moment);
        fixture.Upstream.Behaviour = behaviour;
        await fixture.SendAsync(fixture.Form.Row);
    };

    /// <summary>Then up again until replayed hits and new ones arrive together.</summary>
    private static async Task OutageAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(Moment, fixture.Form.OutageRate);
        var load = fixture.SendAsync(fixture.Form.Outage, fixture.Form.OutageRate);
        await fixture.Upstream.DownAsync();
        await load;
        fixture.Upstream.Up();
        await fixture.RecoverAsync();
        var replayed = fixture.ReplayedAsync(10 * WellUnderWay);
        while (!replayed.IsCompleted)
            await fixture.SendAsync(Moment, fixture.Form.OutageRate);
        await replayed;
    }

    /// <summary>Once while hits are being spooled, once while they are delivered.</summary>
    private static async Task KillAsync(FaultFixture fixture)
    {
        var half = fixture.Form.Row / 2;
        await fixture.SendAsync(Moment);
        var isOver = false;
        var load = fixture.SendUntilAsync(2 * fixture.Form.Row, () => Volatile.Read(ref isOver), "it did not come to its end");
        await fixture.Upstream.DownAsync();
        await fixture.WaitAsync(half);
        await fixture.WaitUntilSpooledAsync(WellUnderWay);
        await fixture.Gateway.KillAsync();
        await fixture.Gateway.StartAsync();
        await fixture.WaitAsync(half);
        fixture.Upstream.Behaviour = Behaviour.Slow(TimeSpan.FromMilliseconds(20));
        fixture.Upstream.Up();
        await fixture.ReplayedAsync(WellUnderWay);
        await fixture.Gateway.KillAsync();
        await fixture.Gateway.StartAsync();
        Volatile.Write(ref isOver, true);
        await load;
    }

    /// <summary>For as long as it takes until a probe of the gateway meets it while it is up.</summary>
    private static async Task FlapAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(Moment);
        var before = fixture.Upstream.Taken;
        var load = fixture.SendUntilAsync(fixture.Form.Row, () => fixture.Upstream.Taken > before, "nothing arrived while it was up");
        while (!load.IsCompleted)
        {
            await fixture.Upstream.DownAsync();
            await fixture.WaitAsync(FlapDown);
            fixture.Upstream.Up();
            await fixture.WaitAsync(FlapUp);
        }

        await load;
    }

    private static async Task MoveAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(Moment);
        var load = fixture.SendUntilAsync(fixture.Form.Row, () => fixture.Other.Taken > 0, "nothing reached the new address");
        await fixture.Upstream.DownAsync();
        await fixture.WaitAsync(Moment);
        fixture.Other.Up();
        fixture.PointToOther();
        await load;
    }

    /// <summary>The old address keeps responding: only the age of the connections makes the gateway look up the name again.</summary>
    private static async Task DriftAsync(FaultFixture fixture)
    {
        await fixture.SendAsync(Moment);
        fixture.Other.Up();
        fixture.PointToOther();
        await fixture.SendAsync(TimeSpan.FromSeconds(65));
        var before = fixture.Upstream.Taken;
        await fixture.SendAsync(TimeSpan.FromSeconds(2));
        if (fixture.Other.Taken == 0 || fixture.Upstream.Taken > before)
            fixture.Objection = "the old address still got requests after 65 s";
    }

    /// <summary>
    /// First the hits themselves fill the disk, then another process takes
    /// the rest; in the end the spooled hits are delivered from a full disk.
    /// </summary>
    private static async Task FillAsync(FaultFixture fixture)
    {
        await fixture.Upstream.DownAsync();
        await fixture.SendAsync(fixture.Form.Row / 2, 2 * fixture.Form.RowRate);
        fixture.Disk!.Fill();
        await fixture.SendAsync(fixture.Form.Row / 2, 2 * fixture.Form.RowRate);
        if (fixture.Tally.Refused == 0)
            fixture.Objection = "the disk never was full";
        if ((await fixture.Gateway.CheckAsync("spool")).Status != "degraded")
            fixture.Objection = "/readyz calls a spool healthy that refuses hits";
        fixture.Upstream.Up();
        await fixture.RecoverAsync();
        await fixture.ReplayedAsync(WellUnderWay);
        await fixture.SendAsync(fixture.Form.Row / 2);
    }
}
