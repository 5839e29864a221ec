using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Why the spool refuses hits, and what to do about it: one sentence each, without a full stop.</summary>
/// <param name="Reason">What happened.</param>
/// <param name="Remedy">What the operator can do.</param>
internal sealed record Refusal(string Reason, string Remedy)
{
    private const string CheckVolume = "Check the volume of DataDirectory and the kernel's log";

    public static Refusal DiskFull { get; } = new("the disk is full", "Make room on the volume of DataDirectory");

    public static Refusal DiskReadOnly { get; } = new("the disk is read-only", $"{CheckVolume}: a file system with errors is often remounted read-only");

    public static Refusal Held { get; } = new("another process holds it", "Give each replica a data directory of its own");

    public static Refusal TooManyClusters { get; } = new(
        "hits of as many clusters wait as the spool can tell apart, or a cluster's name is too long", "Bring the track domains of unused clusters back, or shorten the name");

    public static Refusal RowsReached(int maxRows) => new(
        string.Create(CultureInfo.InvariantCulture, $"it is full: {maxRows} hits wait (Spool.maxRows)"),
        "Find out why the track domain does not take hits; raise Spool.maxRows if there is room on the disk");

    public static Refusal BytesReached(long maxBytes) => new(
        string.Create(CultureInfo.InvariantCulture, $"it is full: the hits that wait take up {maxBytes} bytes (Spool.maxBytes)"),
        "Find out why the track domain does not take hits; raise Spool.maxBytes if there is room on the disk");

    public static Refusal Stalled(TimeSpan age) => new(
        string.Create(CultureInfo.InvariantCulture, $"the disk has not completed a write for {age.TotalSeconds:F0} s"), $"{CheckVolume}: it hangs");

    public static Refusal Slow(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"commits take longer than {timeout.TotalMilliseconds:F0} ms (Spool.keepMilliseconds)"), $"{CheckVolume}: it is slow or busy");

    public static Refusal TooManyWaiting(int most) => new(
        string.Create(CultureInfo.InvariantCulture, $"{most} hits wait for the disk already"), $"{CheckVolume}: it is slower than hits come in");

    public static Refusal LaterVersion(long version) => new(
        string.Create(CultureInfo.InvariantCulture, $"its version is {version}, and this gateway knows {SpoolSchema.Version}"),
        "Start the gateway that wrote it, or move the directory away: it is left untouched");

    public static Refusal FilesRemoved(Refusal cause, long rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"its files were removed, and cannot be written again: {cause.Reason}; {rows} hits that wait are in memory and lost if the process is killed"),
        $"{cause.Remedy}; do not kill the process: it writes them as soon as it can");

    /// <summary>Never SQLite's own words, which may quote from the file.</summary>
    public static Refusal From(SqliteException error) =>
        SpoolErrors.IsFull(error) ? DiskFull
        : SpoolErrors.IsReadOnly(error) ? DiskReadOnly
        : new Refusal(SpoolErrors.Say(error), CheckVolume);

    /// <summary>Only the kind of an error: its text may hold what a visitor sent.</summary>
    public static Refusal From(Exception error) => new(error.GetType().Name, $"{CheckVolume}, and who owns the directory");
}
