using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Plays one scenario, kills the gateway, and looks where every accepted hit is.</summary>
internal static class Row
{
    /// <summary>How long a new gateway may deliver nothing before what is missing counts as lost.</summary>
    private static readonly TimeSpan Standstill = HangLimit.Time;

    /// <summary>On a quiet machine; the short form runs on any.</summary>
    private const double MostSecondsWithoutLivez = 1;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static async Task<RowResult> RunAsync(Scenario scenario, Form form, CancellationToken cancellation)
    {
        if (scenario.IsLong && !form.IsFull)
            return Skipped(scenario, "takes over a minute; part of the full form");
        await Console.Error.WriteLineAsync($"{scenario.Name} ...");

        var folder = Directory.CreateTempSubdirectory("faults-place-");
        using var disk = scenario.OnSmallDisk ? SmallDisk.Mount(Path.Combine(folder.FullName, "disk")) : null;
        var around = scenario.Around(folder.FullName);
        using var resolver = around as IDisposable;
        var hosts = scenario.ByName ? new OwnHosts(Path.Combine(folder.FullName, "hosts")) : null;
        try
        {
            if (scenario.OnSmallDisk && disk is null)
                return Skipped(scenario, "a small file system cannot be mounted here (needs root)");
            if (hosts?.Works() == false)
                return Skipped(scenario, "a name of its own cannot be given to a process here (needs root)");

            if (around.Missing is { } missing)
                return Skipped(scenario, missing);

            await using var stage = await Stage.OpenAsync(form, scenario.Setup, around, hosts, disk, cancellation);
            await scenario.ActAsync(stage);
            return await CountAsync(scenario, stage, form);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new RowResult(scenario.Name) { Failed = true, Explanation = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private static async Task<RowResult> CountAsync(Scenario scenario, Stage stage, Form form)
    {
        await stage.Livez.StopAsync();
        await stage.Gateway.KillAsync();
        (stage.Around as BadMachine)?.Calm();
        await stage.Upstream.DisposeAsync();
        await stage.Other.DisposeAsync();
        var (tally, accepted, waiting) = (stage.Tally, stage.Tally.Accepted.Count, stage.Tally.AcceptedNotDelivered);
        var scan = CanaryScan.Of(stage.Data, stage.Gateway.Output);
        stage.Disk?.Free();
        var kept = await SpoolReading.IdsAsync(stage.Data, Path.Combine(stage.Folder, "copy"), mayBeDamaged: stage.Destroyed is not null, stage.Cancellation);
        var spooled = waiting.Intersect(kept).Count();

        var counted = await DrainAsync(stage);
        var undelivered = tally.AcceptedNotDelivered;
        var missing = waiting.Except(kept).Union(undelivered).ToList();
        var (lost, lostLater) = (missing.Count, missing.Except(stage.Destroyed ?? []).Count());
        var objections = new[]
        {
            lostLater > 0 ? $"{lostLater} accepted hits are lost: {waiting.Count - spooled} were nowhere, {undelivered.Count} did not arrive afterwards" : null,
            lost > counted && stage.Destroyed is not null ? $"{lost} hits were destroyed, and the gateway counted {counted}" : null,
            scan.Canaries > 0 ? "identifiers on the disk or in the log" : null,
            kept.Count > 0 && !scan.SawHits ? "the search for canaries saw no hits" : null,
            tally.Unexpected > 0 ? $"{tally.Unexpected} answers that no pixel expects" : null,
            accepted == 0 ? "nothing was accepted" : null,
            form.IsFull && stage.Livez.Longest > MostSecondsWithoutLivez ? "/livez did not answer for more than a second" : null,
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
            Livez = stage.Livez.Longest,
            Recovery = stage.Recovery,
            Canaries = scan.Canaries,
            Failed = objections.Count > 0,
            Explanation = objections.Count > 0 ? string.Join("; ", objections) : tally.Duplicates > 0 ? $"twice: {scenario.WhyTwice}" : "none twice",
        };
    }

    /// <summary>A new gateway on the same directory, and a track domain that is well: what was accepted must arrive.</summary>
    /// <returns>How many hits the gateway says are lost.</returns>
    private static async Task<long> DrainAsync(Stage stage)
    {
        stage.Upstream.Behaviour = Behaviour.Healthy;
        stage.Hosts?.PointTo("127.0.0.2");
        if (stage.Around is SilentResolver resolver)
            resolver.Recover();
        stage.Upstream.Up();
        await stage.Gateway.StartAsync();
        var (arrivals, since) = (-1, TimeProvider.System.GetTimestamp());
        while ((stage.Tally.AcceptedNotDelivered.Count > 0 || await stage.Gateway.WaitingAsync() != 0) && TimeProvider.System.GetElapsedTime(since) < Standstill)
        {
            if (stage.Upstream.Taken != arrivals)
                (arrivals, since) = (stage.Upstream.Taken, TimeProvider.System.GetTimestamp());
            await stage.WaitAsync(Glance);
        }

        var lost = (await stage.Gateway.CheckAsync("spool")).Data.TryGetProperty("lost", out var number) ? number.GetInt64() : 0;
        await stage.Gateway.DisposeAsync();
        return lost;
    }

    private static RowResult Skipped(Scenario scenario, string reason) => new(scenario.Name) { IsSkipped = true, Explanation = reason };
}
