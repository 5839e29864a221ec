using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Upstream;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Plays one scenario, kills the gateway, and looks where every accepted hit is.</summary>
internal static class Row
{
    /// <summary>How long a new gateway may deliver nothing before what is missing counts as lost.</summary>
    private static readonly TimeSpan Standstill = HangLimit.Time;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static async Task<RowResult> RunAsync(Scenario scenario, Form form, CancellationToken cancellation)
    {
        if (scenario.IsLong && !form.IsFull)
            return Skipped(scenario, "takes over a minute; part of the full form");
        await Console.Error.WriteLineAsync($"{scenario.Name} ...");

        var folder = Directory.CreateTempSubdirectory("faults-place-");
        using var disk = scenario.OnSmallDisk ? SmallDisk.Mount(Path.Combine(folder.FullName, "disk")) : null;
        var hosts = scenario.ByName ? new OwnHosts(Path.Combine(folder.FullName, "hosts")) : null;
        try
        {
            if (scenario.OnSmallDisk && disk is null)
                return Skipped(scenario, "a small file system cannot be mounted here (needs root)");
            if (hosts?.Works() == false)
                return Skipped(scenario, "a name of its own cannot be given to a process here (needs root)");

            await using var stage = await Stage.OpenAsync(form, scenario.Patience, hosts, disk, cancellation);
            await scenario.ActAsync(stage);
            return await CountAsync(scenario, stage);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new RowResult(scenario.Name) { Failed = true, Explanation = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private static async Task<RowResult> CountAsync(Scenario scenario, Stage stage)
    {
        await stage.Gateway.KillAsync();
        await stage.Upstream.DisposeAsync();
        await stage.Other.DisposeAsync();
        var (tally, accepted, waiting) = (stage.Tally, stage.Tally.Accepted.Count, stage.Tally.AcceptedNotDelivered);
        var scan = CanaryScan.Of(stage.Data, stage.Gateway.Output);
        stage.Disk?.Free();
        var kept = await SpoolReading.IdsAsync(stage.Data, Path.Combine(stage.Folder, "copy"), stage.Cancellation);
        var spooled = waiting.Intersect(kept).Count();

        await DrainAsync(stage);
        var undelivered = tally.AcceptedNotDelivered;
        var lost = waiting.Except(kept).Union(undelivered).Count();
        var objections = new[]
        {
            lost > 0 ? $"{waiting.Count - spooled} accepted hits were nowhere, {undelivered.Count} did not arrive afterwards" : null,
            scan.Canaries > 0 ? "identifiers on the disk or in the log" : null,
            kept.Count > 0 && !scan.SawHits ? "the search for canaries saw no hits" : null,
            tally.Unexpected > 0 ? $"{tally.Unexpected} answers that no pixel expects" : null,
            accepted == 0 ? "nothing was accepted" : null,
            stage.Objection,
        }.OfType<string>().ToList();
        return new RowResult(scenario.Name)
        {
            Hits = tally.Hits,
            Accepted = accepted,
            Delivered = accepted - waiting.Count,
            Spooled = spooled,
            Lost = lost,
            Duplicates = tally.Duplicates,
            Refused = tally.Refused,
            Unanswered = tally.Unanswered,
            Canaries = scan.Canaries,
            Failed = objections.Count > 0,
            Explanation = objections.Count > 0 ? string.Join("; ", objections) : tally.Duplicates > 0 ? $"twice: {scenario.WhyTwice}" : "none twice",
        };
    }

    /// <summary>A new gateway on the same directory, and a track domain that is well: what was accepted must arrive.</summary>
    private static async Task DrainAsync(Stage stage)
    {
        stage.Upstream.Behaviour = Behaviour.Healthy;
        stage.Hosts?.PointTo("127.0.0.2");
        stage.Upstream.Up();
        await stage.Gateway.StartAsync();
        var (arrivals, since) = (-1, TimeProvider.System.GetTimestamp());
        while ((stage.Tally.AcceptedNotDelivered.Count > 0 || await stage.Gateway.WaitingAsync() != 0) && TimeProvider.System.GetElapsedTime(since) < Standstill)
        {
            if (stage.Upstream.Taken != arrivals)
                (arrivals, since) = (stage.Upstream.Taken, TimeProvider.System.GetTimestamp());
            await stage.WaitAsync(Glance);
        }

        await stage.Gateway.DisposeAsync();
    }

    private static RowResult Skipped(Scenario scenario, string reason) => new(scenario.Name) { IsSkipped = true, Explanation = reason };
}
