using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Simulation;

/// <summary>The delay and the failure of a commit. The files below it are real.</summary>
internal sealed class SimulatedDisk(VirtualTime time, Dice dice, Journal journal, Life life)
{
    private const int IoError = 10;
    private const int Full = 13;

    private DiskMode _mode;

    public DiskMode Mode
    {
        get => _mode;
        set
        {
            _mode = value;
            journal.Add($"disk {value}");
        }
    }

    /// <summary>Runs the spool's writer on the simulation's thread; while it waits for the disk, everything else continues.</summary>
    public SpoolRuntime Runtime => new(static run => run(), BeforeWrite);

    private void BeforeWrite()
    {
        if (Mode == DiskMode.Slow)
            Wait(time.Now + dice.Between(0.05, 0.8), static () => false);
        else
            Wait(time.Now + dice.Between(0.0001, 0.005), static () => false);
        if (Mode == DiskMode.Hanging)
            Wait(TimeSpan.MaxValue, () => Mode != DiskMode.Hanging);
        if (Mode is DiskMode.Full or DiskMode.Broken)
            throw new SqliteException("simulated", Mode == DiskMode.Full ? Full : IoError);
    }

    private void Wait(TimeSpan until, Func<bool> isOver)
    {
        time.RunUntil(until, () => life.IsOver || isOver());
        if (life.IsOver)
            throw new OperationCanceledException("The process is gone.");
    }
}
