using PrivacyGateway.Faults.Counting;
using PrivacyGateway.Faults.Surroundings;
using PrivacyGateway.Faults.Upstream;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Faults.Staging;

/// <summary>Plays one scenario, kills the gateway, and determines where every accepted hit is.</summary>
internal static class Row
{
    /// <summary>How long a new gateway may deliver nothing before missing hits count as lost.</summary>
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
                return Skipped(scenario, "a process cannot get a private host name here (needs root)");

            if (around.Missing is { } missing)
                return Skipped(scenario, missing);

            await using var fixture = await FaultFixture.OpenAsync(form, scenario.Setup, around, hosts, disk, cancellation);
            await scenario.ActAsync(fixture);
            return await CountAsync(scenario, fixture, form);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new RowResult(scenario.Name) { Failed = true, Explanation = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private static async Task<RowResult> CountAsync(Scenario scenario, FaultFixture fixture, Form form)
    {
        await fixture.Livez.StopAsync();
        await fixture.Gateway.KillAsync();
        (fixture.Around as BadMachine)?.Calm();
        await fixture.Upstream.DisposeAsync();
        await fixture.Other.DisposeAsync();
        var (tally, accepted, waiting) = (fixture.Tally, fixture.Tally.Accepted.Count, fixture.Tally.AcceptedNotDelivered);
        var scan = CanaryScan.Run(fixture.Data, fixture.Gateway.Output);
        fixture.Disk?.Free();
        var kept = await SpoolReading.IdsAsync(
            fixture.Data, Path.Combine(fixture.Folder, "copy"), mayBeDamaged: fixture.Destroyed is not null, fixture.Cancellation);
        var spooled = waiting.Intersect(kept).Count();

        var counted = await DrainAsync(fixture);
        var undelivered = tally.AcceptedNotDelivered;
        var missing = waiting.Except(kept).Union(undelivered).ToList();
        var (lost, lostLater) = (missing.Count, missing.Except(fixture.Destroyed ?? []).Count());
        var objections = new[]
        {
            lostLater > 0
                ? $"{lostLater} accepted hits are lost: {waiting.Count - spooled} were missing, {undelivered.Count} did not arrive "
                    + "afterwards" : null,
            lost > counted && fixture.Destroyed is not null ? $"{lost} hits were destroyed, and the gateway counted {counted}" : null,
            scan.Canaries > 0 ? "identifiers on the disk or in the log" : null,
            kept.Count > 0 && !scan.SawHits ? "the search for canaries saw no hits" : null,
            tally.Unexpected > 0 ? $"{tally.Unexpected} responses that no pixel expects" : null,
            accepted == 0 ? "nothing was accepted" : null,
            form.IsFull && fixture.Livez.Longest > MostSecondsWithoutLivez ? "/livez did not respond for more than a second" : null,
            fixture.Objection,
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
            Livez = fixture.Livez.Longest,
            Recovery = fixture.Recovery,
            Canaries = scan.Canaries,
            Failed = objections.Count > 0,
            Explanation = objections.Count > 0 ? string.Join("; ", objections) : tally.Duplicates > 0
                ? $"twice: {scenario.WhyTwice}" : "none twice",
        };
    }

    /// <summary>A new gateway on the same directory, and a healthy track domain: accepted hits must arrive.</summary>
    /// <returns>How many hits the gateway says are lost.</returns>
    private static async Task<long> DrainAsync(FaultFixture fixture)
    {
        fixture.Upstream.Behaviour = Behaviour.Healthy;
        fixture.Hosts?.PointTo("127.0.0.2");
        if (fixture.Around is SilentResolver resolver)
            resolver.Recover();
        fixture.Upstream.Up();
        await fixture.Gateway.StartAsync();
        var (arrivals, since) = (-1, TimeProvider.System.GetTimestamp());
        while ((fixture.Tally.AcceptedNotDelivered.Count > 0 || await fixture.Gateway.WaitingAsync() != 0)
            && TimeProvider.System.GetElapsedTime(since) < Standstill)
        {
            if (fixture.Upstream.Taken != arrivals)
                (arrivals, since) = (fixture.Upstream.Taken, TimeProvider.System.GetTimestamp());
            await fixture.WaitAsync(Glance);
        }

        var lost = (await fixture.Gateway.CheckAsync("spool")).Data.TryGetProperty("lost", out var number) ? number.GetInt64() : 0;
        await fixture.Gateway.DisposeAsync();
        return lost;
    }

    private static RowResult Skipped(Scenario scenario, string reason) => new(scenario.Name) { IsSkipped = true, Explanation = reason };
}
