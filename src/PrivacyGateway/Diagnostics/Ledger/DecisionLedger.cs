using System.IO;
using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>
/// The days' numbers in a directory of this replica's own. What cannot be written is kept in memory and written with the next.
/// </summary>
internal sealed partial class DecisionLedger(string directory, CountedSince counted, ConfigurationHistory configurations, ILogger<DecisionLedger> logger) : IDisposable
{
    private readonly Dictionary<DateOnly, Totals> _unwritten = [];
    private (DateOnly Day, Totals Totals)? _latest;
    private readonly Lock _writing = new();
    private FileStream? _lock;
    private bool _isTold;

    /// <summary>Puts what was counted since the last call on the disk.</summary>
    /// <param name="day">When it was counted.</param>
    /// <returns>False if something waits in memory for want of a disk.</returns>
    public bool Write(DateOnly day)
    {
        // At the end of a stop that took too long, two may come at once.
        lock (_writing)
            return WriteAlone(day);
    }

    private bool WriteAlone(DateOnly day)
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
            _isTold = false;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_isTold)
                Log.Unwritten(logger, directory, exception.GetType().Name);
            _isTold = true;
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
        totals.JoinConfigurations();
        DayFile.Write(DayFile.PathOf(directory, day), day, totals);
        _latest = (day, totals);
        _unwritten.Remove(day);
    }

    /// <summary>One process at a time: two would write over each other's numbers. The one that comes later waits.</summary>
    private void Lock()
    {
        if (_lock is not null)
            return;
        DurableDirectory.Create(directory);
        _lock = new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>What is there from before a restart. What is none of ours is set aside, not written over.</summary>
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
            Log.SetAside(logger, path);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger in {Directory} cannot be written ({Error}); its numbers wait in memory. Another process may have it, or the disk is full or belongs to somebody else.")]
        public static partial void Unwritten(ILogger logger, string directory, string error);

        [LoggerMessage(2, LogLevel.Error, "{File} is not a day of the ledger. It is set aside as \".damaged\", and that day begins anew.")]
        public static partial void SetAside(ILogger logger, string file);
    }
}
