using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// Simulates power failures at random moments of a trace, opens the remaining
/// files with the gateway's own code, and searches for every accepted hit.
/// </summary>
internal sealed class PowerLossJudge(string root, string trace, string work, Chance chance)
{
    /// <summary>Changes of names that a failure shows.</summary>
    private const int ShownNames = 10;

    private readonly Disk _disk = new(root);
    private readonly PowerLossPromises _promises = new();
    private readonly SortedDictionary<CrashMode, PowerLossTally> _tallies = [];
    private readonly List<string> _failures = [];
    private readonly Queue<string> _names = [];
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
                await FailAsync(moment, (CrashMode)chance.Next((int)CrashMode.OneNameLost));
            if (moment < records.Count && Apply(records[moment]))
                await LoseNamesAsync(moment + 1);
        }

        CheckTrace();
        return Report(records.Count);
    }

    /// <summary>
    /// Half of them anywhere, half shortly after a change of names: those are few, and a mistake there costs whole files.
    /// </summary>
    private int[] Choose(List<TraceRecord> records, int points)
    {
        const int Close = 5;
        var changes = Enumerable.Range(0, records.Count).Where(at => IsChangeOfNames(records[at])).ToArray();
        return [.. Enumerable.Range(0, points)
            .Select(point => point % 2 == 0
                ? chance.Next(records.Count + 1) : Math.Min(records.Count, changes[chance.Next(changes.Length)] + 1 + chance.Next(Close)))
            .Order()];
    }

    /// <returns>Whether names have changed.</returns>
    private bool Apply(TraceRecord record)
    {
        if (record.Operation == TraceOperation.Create && record.Path == Path.Combine(root, PowerLossMarks.Name))
            _marks = record.Inode;
        else if (record.Inode == _marks)
            _promises.Read(record.Data);
        else
            _disk.Apply(record);
        if (!IsChangeOfNames(record))
            return false;
        NoteName(record);
        return true;
    }

    private static bool IsChangeOfNames(TraceRecord record) => record.Operation is TraceOperation.Create or >= TraceOperation.Rename;

    private void NoteName(TraceRecord record)
    {
        _names.Enqueue(string.Create(CultureInfo.InvariantCulture,
            $"{record.Operation} {Path.GetFileName(record.Path)} {Path.GetFileName(record.Second)}").TrimEnd());
        if (_names.Count > ShownNames)
            _names.Dequeue();
    }

    /// <summary>These moments are few and the most costly, so none of them is left to chance.</summary>
    private async Task LoseNamesAsync(int moment)
    {
        for (var name = 0; name < _disk.PendingNames; name++)
            await FailAsync(moment, CrashMode.OneNameLost, name);
    }

    private async Task FailAsync(int moment, CrashMode mode, int lostName = -1)
    {
        if (!_tallies.TryGetValue(mode, out var tally))
            _tallies[mode] = tally = new PowerLossTally();
        if (_promises.AreRemoved)
        {
            tally.Removed++;
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(work, "point")).FullName;
        _disk.Crash(mode, chance, folder, lostName);
        var remaining = string.Join(", ", new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length}")).Order(StringComparer.Ordinal));
        if (await FindWrongAsync(folder, tally) is { } wrong)
            _failures.Add(string.Create(CultureInfo.InvariantCulture,
                $"{mode} after {moment} calls: {wrong}. Files that the power failure left: {remaining}. Changes of names before it: "
                    + $"{string.Join(", ", _names)}."));
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> FindWrongAsync(string folder, PowerLossTally tally)
    {
        var found = new List<int>();
        SpoolState state;
        await using (var spool = new SqliteHitSpool(Path.Combine(folder, PowerLossWorkload.SpoolFolder),
            new SpoolConfig { KeepMilliseconds = 60_000 }, TimeProvider.System, NullLogger<SqliteHitSpool>.Instance))
        {
            while (await spool.TakeOldestAsync(SampleHits.Cluster, 1000, CancellationToken.None) is { Count: > 0 } hits)
            {
                found.AddRange(hits.Select(hit => SampleHits.NumberOf(hit.Hit)));
                await spool.AcknowledgeAsync(hits);
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
        tally.Repaired += state.Quarantined;
        return state.Status != SpoolStatus.Open ? $"the spool is {state.Status}: {state.Reason}"
            : lost + cameBack + state.Lost > 0 ? $"{lost} hits are lost, {state.Lost} reported as lost, {cameBack} came back"
            : there.Except(_promises.Offered).Any() ? "a hit exists that was not offered"
            : FindWrongDay(folder);
    }

    private string? FindWrongDay(string folder)
    {
        var counted = DayFile.Read(
            DayFile.PathOf(Path.Combine(folder, PowerLossWorkload.LedgerFolder), PowerLossWorkload.Day))?.Hits.Values.Sum() ?? 0;
        return counted < _promises.Counted ? $"the day's ledger has {counted} of {_promises.Counted} hits" : null;
    }

    /// <summary>With nothing lost the disk must equal the files, or the trace misses an operation.</summary>
    private void CheckTrace()
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, "end")).FullName;
        _disk.Crash(CrashMode.Everything, chance, folder);
        var (real, model) = (Contents(root), Contents(folder));
        real.Remove(PowerLossMarks.Name);
        foreach (var name in real.Keys.Union(model.Keys).Where(name => !real.TryGetValue(name, out var bytes)
            || !model.TryGetValue(name, out var other) || !bytes.AsSpan().SequenceEqual(other)))
            _failures.Add($"the trace does not explain {name}");
    }

    private static Dictionary<string, byte[]> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path), File.ReadAllBytes);

    private int Report(int calls)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{calls} calls traced, {_promises.Accepted.Count} hits accepted, {_promises.Done.Count} delivered"));
        Console.WriteLine(PowerLossTally.Head);
        foreach (var (mode, tally) in _tallies)
            Console.WriteLine(tally.Row(mode.ToString()));
        foreach (var failure in _failures.Take(20))
            Console.WriteLine($"FAILED: {failure}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"power loss: {_tallies.Values.Sum(tally => tally.Points)} points, {_tallies.Values.Sum(tally => tally.Lost)} hits lost, "
                + $"{_failures.Count} failures"));
        return _failures.Count == 0 ? 0 : 1;
    }
}
