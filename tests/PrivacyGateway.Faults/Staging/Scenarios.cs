using PrivacyGateway.Faults.Upstream;

namespace PrivacyGateway.Faults.Staging;

/// <summary>What can go wrong, in the order of the table.</summary>
internal static class Scenarios
{
    private const string NoReceipt = "nothing told that they had arrived, so they are sent again";
    private const string CrashedReplay = "delivered, but the crash came before that was on the disk";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);

    /// <summary>Hits that have come from the spool when something else happens to the rest.</summary>
    private const int WellUnderWay = 20;

    /// <summary>Neither is a part of the time for which a breaker stays open, or its probes would always meet the same state.</summary>
    private static readonly TimeSpan FlapUp = TimeSpan.FromMilliseconds(430);
    private static readonly TimeSpan FlapDown = TimeSpan.FromMilliseconds(290);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("track domain down", "connections cut between the hit and its answer", OutageAsync) { Setup = new GatewaySetup { Patience = new Dictionary<string, int>(StringComparer.Ordinal) } },
        new("kill -9 of the gateway, twice", CrashedReplay, KillAsync),
        new("flapping", "connections cut between the hit and its answer", FlapAsync),
        new("accepts, never answers", NoReceipt, WhileAsync(Behaviour.Silent)),
        new("answers 500", CrashedReplay, WhileAsync(Behaviour.Error500)),
        new("answers 503", CrashedReplay, WhileAsync(Behaviour.Error503)),
        new("answers garbage", NoReceipt, WhileAsync(Behaviour.Garbage)),
        new("half an answer", NoReceipt, WhileAsync(Behaviour.HalfAnswer)),
        new("closes after the request", NoReceipt, WhileAsync(Behaviour.Close)),
        new("slow by 3 s", "it took them after the gateway had given up", WhileAsync(Behaviour.Slow(TimeSpan.FromSeconds(3)))),
        new("DNS changes, old address down", "connections cut between the hit and its answer", MoveAsync) { ByName = true },
        new("DNS changes, old address up", CrashedReplay, DriftAsync) { ByName = true, IsLong = true },
        new("disk full", "delivered, but the full disk did not let it be forgotten", FillAsync) { OnSmallDisk = true },
        .. MachineScenarios.All,
        .. DestinationScenarios.All,
    ];

    /// <summary>Healthy for a moment, so that connections are open, then not any more.</summary>
    private static Func<Stage, Task> WhileAsync(Behaviour behaviour) => async stage =>
    {
        await stage.SendAsync(Moment);
        stage.Upstream.Behaviour = behaviour;
        await stage.SendAsync(stage.Form.Row);
    };

    /// <summary>Then up again for as long as it takes until replayed hits and new ones arrive together.</summary>
    private static async Task OutageAsync(Stage stage)
    {
        await stage.SendAsync(Moment, stage.Form.OutageRate);
        var load = stage.SendAsync(stage.Form.Outage, stage.Form.OutageRate);
        await stage.Upstream.DownAsync();
        await load;
        stage.Upstream.Up();
        await stage.RecoverAsync();
        var replayed = stage.ReplayedAsync(10 * WellUnderWay);
        while (!replayed.IsCompleted)
            await stage.SendAsync(Moment, stage.Form.OutageRate);
        await replayed;
    }

    /// <summary>Once while hits are being kept, once while they leave again.</summary>
    private static async Task KillAsync(Stage stage)
    {
        var half = stage.Form.Row / 2;
        await stage.SendAsync(Moment);
        var isOver = false;
        var load = stage.SendUntilAsync(2 * stage.Form.Row, () => Volatile.Read(ref isOver), "it did not come to its end");
        await stage.Upstream.DownAsync();
        await stage.WaitAsync(half);
        await stage.KeptAsync(WellUnderWay);
        await stage.Gateway.KillAsync();
        await stage.Gateway.StartAsync();
        await stage.WaitAsync(half);
        stage.Upstream.Behaviour = Behaviour.Slow(TimeSpan.FromMilliseconds(20));
        stage.Upstream.Up();
        await stage.ReplayedAsync(WellUnderWay);
        await stage.Gateway.KillAsync();
        await stage.Gateway.StartAsync();
        Volatile.Write(ref isOver, true);
        await load;
    }

    /// <summary>For as long as it takes until a probe of the gateway meets it while it is up.</summary>
    private static async Task FlapAsync(Stage stage)
    {
        await stage.SendAsync(Moment);
        var before = stage.Upstream.Taken;
        var load = stage.SendUntilAsync(stage.Form.Row, () => stage.Upstream.Taken > before, "nothing arrived while it was up");
        while (!load.IsCompleted)
        {
            await stage.Upstream.DownAsync();
            await stage.WaitAsync(FlapDown);
            stage.Upstream.Up();
            await stage.WaitAsync(FlapUp);
        }

        await load;
    }

    private static async Task MoveAsync(Stage stage)
    {
        await stage.SendAsync(Moment);
        var load = stage.SendUntilAsync(stage.Form.Row, () => stage.Other.Taken > 0, "nothing reached the new address");
        await stage.Upstream.DownAsync();
        await stage.WaitAsync(Moment);
        stage.Other.Up();
        stage.PointToOther();
        await load;
    }

    /// <summary>The old address goes on answering: only the age of the connections makes the gateway ask for the name again.</summary>
    private static async Task DriftAsync(Stage stage)
    {
        await stage.SendAsync(Moment);
        stage.Other.Up();
        stage.PointToOther();
        await stage.SendAsync(TimeSpan.FromSeconds(65));
        var before = stage.Upstream.Taken;
        await stage.SendAsync(TimeSpan.FromSeconds(2));
        if (stage.Other.Taken == 0 || stage.Upstream.Taken > before)
            stage.Objection = "the old address was still asked after 65 s";
    }

    /// <summary>First the hits themselves fill the disk, then somebody else takes the rest of it; in the end what waits leaves a full disk.</summary>
    private static async Task FillAsync(Stage stage)
    {
        await stage.Upstream.DownAsync();
        await stage.SendAsync(stage.Form.Row / 2, 2 * stage.Form.RowRate);
        stage.Disk!.Fill();
        await stage.SendAsync(stage.Form.Row / 2, 2 * stage.Form.RowRate);
        if (stage.Tally.Refused == 0)
            stage.Objection = "the disk never was full";
        if ((await stage.Gateway.CheckAsync("spool")).Status != "degraded")
            stage.Objection = "/readyz calls a spool healthy that refuses hits";
        stage.Upstream.Up();
        await stage.RecoverAsync();
        await stage.ReplayedAsync(WellUnderWay);
        await stage.SendAsync(stage.Form.Row / 2);
    }
}
