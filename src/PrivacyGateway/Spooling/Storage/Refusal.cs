using System.Globalization;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>The reason why the spool refuses hits, and the remedy: one sentence each, without a full stop.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="Remedy">The step that the operator can take.</param>
internal sealed record Refusal(string Reason, string Remedy)
{
    private const string CheckVolume = "Check the volume of DataDirectory and the kernel's log";

    public static Refusal DiskFull { get; } = new("the disk is full", "Make room on the volume of DataDirectory");

    public static Refusal DiskReadOnly { get; } = new(
        "the disk is read-only", $"{CheckVolume}: a file system with errors is often remounted read-only");

    public static Refusal Held { get; } = new("another process uses it", "Give each replica its own data directory");

    public static Refusal TooManyClusters { get; } = new(
        "it holds hits of the maximum number of clusters, or a cluster's name is too long",
        "Restore the track domains of unused clusters, or shorten the name");

    public static Refusal RowsReached(int maxRows) => new(
        string.Create(CultureInfo.InvariantCulture, $"it is full: it holds {maxRows} hits (Spool.maxRows)"),
        "Find out why the track domain does not accept hits; raise Spool.maxRows if there is room on the disk");

    public static Refusal BytesReached(long maxBytes) => new(
        string.Create(CultureInfo.InvariantCulture, $"it is full: its hits have {maxBytes} bytes (Spool.maxBytes)"),
        "Find out why the track domain does not accept hits; raise Spool.maxBytes if there is room on the disk");

    public static Refusal Stalled(TimeSpan age) => new(
        string.Create(CultureInfo.InvariantCulture, $"the disk has not completed a write for {age.TotalSeconds:F0} s"),
        $"{CheckVolume}: it hangs");

    public static Refusal Slow(TimeSpan timeout) => new(
        string.Create(CultureInfo.InvariantCulture, $"commits take longer than {timeout.TotalMilliseconds:F0} ms (Spool.keepMilliseconds)"),
        $"{CheckVolume}: it is slow or busy");

    public static Refusal TooManyWaiting(int max) => new(
        string.Create(CultureInfo.InvariantCulture, $"{max} hits already wait for the disk"),
        $"{CheckVolume}: it is slower than hits arrive");

    public static Refusal LaterVersion(long version) => new(
        string.Create(CultureInfo.InvariantCulture, $"its version is {version}, and this gateway supports {SpoolSchema.Version}"),
        "Start the gateway that wrote it, or move the directory away: it was not changed");

    public static Refusal FilesRemoved(Refusal cause, long rows) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"its files were removed, and cannot be written again: {cause.Reason}; {rows} spooled hits are in memory and lost if the "
                + $"process is killed"),
        $"{cause.Remedy}; do not kill the process: it writes them as soon as it can");

    /// <summary>Without SQLite's message, which may quote from the file.</summary>
    public static Refusal From(SqliteException error) =>
        SpoolErrors.IsFull(error) ? DiskFull
        : SpoolErrors.IsReadOnly(error) ? DiskReadOnly
        : new Refusal(SpoolErrors.Describe(error), CheckVolume);

    /// <summary>Only the type of the error: its message may contain visitor data.</summary>
    public static Refusal From(Exception error) => new(error.GetType().Name, $"{CheckVolume}, and the owner of the directory");
}
