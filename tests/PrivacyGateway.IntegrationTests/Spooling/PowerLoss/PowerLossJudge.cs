using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>Lets the power fail at random moments of a trace, opens what is left with the gateway's own code, and looks for every hit that was accepted.</summary>
internal sealed class PowerLossJudge(string root, string trace, string work, Chance chance)
{
    private readonly Disk _disk = new(root);
    private readonly PowerLossPromises _promises = new();
    private readonly SortedDictionary<CrashMode, PowerLossTally> _tallies = [];
    private readonly List<string> _failures = [];
    private ulong _marks;

    public static async Task<int> RunAsync(string root, string trace, int points, int seed)
    {
        var work = Directory.CreateTempSubdirectory("power-loss-");
        try
        {
            return await new PowerLossJudge(root, trace, work.FullName, new Chance((ulong)seed)).JudgeAsync(points);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private async Task<int> JudgeAsync(int points)
    {
        var records = TraceRecord.ReadAll(trace).ToList();
        var moments = Choose(records, points);
        var next = 0;
        for (var moment = 0; moment <= records.Count; moment++)
        {
            for (; next < moments.Length && moments[next] == moment; next++)
                await FailAsync(moment, (CrashMode)chance.Next(Enum.GetValues<CrashMode>().Length));
            if (moment < records.Count)
                Apply(records[moment]);
        }

        CheckTrace();
        return Report(records.Count);
    }

    /// <summary>Half of them anywhere, half close behind a change of names: those are few, and what is forgotten there costs whole files.</summary>
    private int[] Choose(List<TraceRecord> records, int points)
    {
        const int Close = 5;
        var changes = Enumerable.Range(0, records.Count).Where(at => records[at].Operation is TraceOperation.Create or >= TraceOperation.Rename).ToArray();
        return [.. Enumerable.Range(0, points)
            .Select(point => point % 2 == 0 ? chance.Next(records.Count + 1) : Math.Min(records.Count, changes[chance.Next(changes.Length)] + 1 + chance.Next(Close)))
            .Order()];
    }

    private void Apply(TraceRecord record)
    {
        if (record.Operation == TraceOperation.Create && record.Path == Path.Combine(root, PowerLossMarks.Name))
            _marks = record.Inode;
        else if (record.Inode == _marks)
            _promises.Read(record.Data);
        else
            _disk.Apply(record);
    }

    private async Task FailAsync(int moment, CrashMode mode)
    {
        if (!_tallies.TryGetValue(mode, out var tally))
            _tallies[mode] = tally = new PowerLossTally();
        if (_promises.AreRemoved)
        {
            tally.Removed++;
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(work, "point")).FullName;
        _disk.Crash(mode, chance, folder);
        if (await FindWrongAsync(folder, tally) is { } wrong)
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{mode} after {moment} calls: {wrong}"));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> FindWrongAsync(string folder, PowerLossTally tally)
    {
        var found = new List<int>();
        SpoolState state;
        await using (var spool = new SqliteHitSpool(Path.Combine(folder, PowerLossWorkload.SpoolFolder), new SpoolConfig { KeepMilliseconds = 60_000 }, TimeProvider.System, NullLogger<SqliteHitSpool>.Instance))
        {
            while (await spool.TakeOldestAsync(SampleHits.Cluster, 1000, CancellationToken.None) is { Count: > 0 } hits)
            {
                found.AddRange(hits.Select(hit => SampleHits.NumberOf(hit.Hit)));
                await spool.DoneAsync(hits);
            }

            state = spool.State;
        }

        var there = found.ToHashSet();
        var lost = _promises.Accepted.Except(_promises.Delivering).Count(number => !there.Contains(number));
        var cameBack = _promises.Done.Count(there.Contains) + found.Count - there.Count;
        tally.Points++;
        tally.Accepted += _promises.Accepted.Count;
        tally.Delivered += _promises.Accepted.Count(number => _promises.Delivering.Contains(number) && !there.Contains(number));
        tally.Found += there.Count(_promises.Accepted.Contains);
        tally.Lost += lost;
        tally.CameBack += cameBack;
        tally.Mended += state.SetAside;
        return state.Status != SpoolStatus.Open ? $"the spool is {state.Status}: {state.Reason}"
            : lost + cameBack + state.Lost > 0 ? $"{lost} hits are lost, {state.Lost} reported as lost, {cameBack} came back"
            : there.Except(_promises.Offered).Any() ? "a hit is there that nobody offered"
            : FindWrongDay(folder);
    }

    private string? FindWrongDay(string folder)
    {
        var counted = DayFile.Read(DayFile.PathOf(Path.Combine(folder, PowerLossWorkload.LedgerFolder), PowerLossWorkload.Day))?.Hits.Values.Sum() ?? 0;
        return counted < _promises.Counted ? $"the day's ledger has {counted} of {_promises.Counted} hits" : null;
    }

    /// <summary>With nothing lost the disk must have what the files have, or something was done that the trace does not know.</summary>
    private void CheckTrace()
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, "end")).FullName;
        _disk.Crash(CrashMode.Everything, chance, folder);
        var (real, model) = (Contents(root), Contents(folder));
        real.Remove(PowerLossMarks.Name);
        foreach (var name in real.Keys.Union(model.Keys).Where(name => !real.TryGetValue(name, out var bytes) || !model.TryGetValue(name, out var other) || !bytes.AsSpan().SequenceEqual(other)))
            _failures.Add($"the trace does not explain {name}");
    }

    private static Dictionary<string, byte[]> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes);

    private int Report(int calls)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls} calls traced, {_promises.Accepted.Count} hits accepted, {_promises.Done.Count} delivered"));
        Console.WriteLine(PowerLossTally.Head);
        foreach (var (mode, tally) in _tallies)
            Console.WriteLine(tally.Row(mode.ToString()));
        foreach (var failure in _failures.Take(20))
            Console.WriteLine($"FAILED: {failure}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"power loss: {_tallies.Values.Sum(tally => tally.Points)} points, {_tallies.Values.Sum(tally => tally.Lost)} hits lost, {_failures.Count} failures"));
        return _failures.Count == 0 ? 0 : 1;
    }
}
