using System.IO;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>
/// Stores the counts of each day in a directory of this replica alone. Counts that cannot be written stay in memory until the next write.
/// </summary>
internal sealed partial class DecisionLedger(
    string directory, CounterDeltas counted, ConfigurationHistory configurations, ILogger<DecisionLedger> logger) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Dictionary<DateOnly, Totals> _unwritten = [];
    private (DateOnly Day, Totals Totals)? _latest;
    private readonly Lock _writing = new();
    private FileStream? _lock;
    private bool _isLogged;

    /// <summary>Writes the counts since the last call to disk.</summary>
    /// <param name="day">The day to count them for.</param>
    /// <returns>False if the disk failed and counts remain in memory.</returns>
    public bool Write(DateOnly day)
    {
        // After a shutdown timeout, two writes may overlap.
        lock (_writing)
            return WriteLocked(day);
    }

    private bool WriteLocked(DateOnly day)
    {
        var gained = counted.Take();
        if (!gained.IsEmpty)
        {
            configurations.AddTo(gained, day);
            if (!_unwritten.TryGetValue(day, out var waiting))
                _unwritten[day] = waiting = new Totals();
            waiting.Add(gained);
        }

        try
        {
            foreach (var unwritten in _unwritten.Keys.Order().ToArray())
                Save(unwritten);
            _isLogged = false;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isLogged)
                Log.Unwritten(logger, directory, exception.GetType().Name);
            _isLogged = true;
            return false;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private void Save(DateOnly day)
    {
        Lock();
        var totals = new Totals();
        if ((_latest is { } latest && latest.Day == day ? latest.Totals : Read(day)) is { } before)
            totals.Add(before);
        totals.Add(_unwritten[day]);
        totals.MergeConsecutiveConfigurations();
        DayFile.Write(DayFile.PathOf(directory, day), day, totals);
        _latest = (day, totals);
        _unwritten.Remove(day);
    }

    /// <summary>
    /// Allows one process at a time: two would overwrite each other's counts. A second process keeps its counts in memory.
    /// </summary>
    private void Lock()
    {
        if (_lock is not null)
            return;
        DurableDirectory.Create(directory);
        var path = Path.Combine(directory, "lock");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        _lock = new FileStream(path, options);

        // An earlier version created the file readable by others.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>Reads the counts from before a restart. A file that is not a day of the ledger is renamed, not overwritten.</summary>
    private Totals? Read(DateOnly day)
    {
        var path = DayFile.PathOf(directory, day);
        try
        {
            return DayFile.Read(path);
        }
        catch (InvalidDataException)
        {
            File.Move(path, $"{path}.damaged", overwrite: true);
            Log.Quarantined(logger, path);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "The ledger in {Directory} cannot be written ({Error}); its counts stay in memory until it can. Check whether another process "
                + "has locked it, the disk is full, or this user may not write there.")]
        public static partial void Unwritten(ILogger logger, string directory, string error);

        [LoggerMessage(2, LogLevel.Error,
            "{File} is not a day of the ledger. It was renamed to \".damaged\", and the counts of that day start at zero.")]
        public static partial void Quarantined(ILogger logger, string file);
    }
}
