using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Tracks how much one commit may still add. Accepted hits are never removed to make room for new ones.</summary>
internal struct SpoolRoom(SpoolConfig config, long free, long rows, long bytes)
{
    /// <summary>
    /// The pages that a row changes in addition to its own bytes: a leaf, the
    /// index, sometimes an interior page; each in the WAL and in the file.
    /// </summary>
    private const long Overhead = 6 * SpoolSchema.PageSize;

    private long _free = free;
    private long _rows = rows;
    private long _bytes = bytes;

    /// <summary>Returns why a hit of that length cannot be added; null if it can.</summary>
    public readonly Refusal? Refuse(int length) =>
        _rows >= config.MaxRows ? Refusal.RowsReached(config.MaxRows)
        : _bytes >= config.MaxBytes || _bytes + length > config.MaxBytes ? Refusal.BytesReached(config.MaxBytes)
        : GetRequiredBytes(length) > _free ? Refusal.DiskFull
        : null;

    /// <summary>Accounts for a hit that is added.</summary>
    public void Take(int length) => (_rows, _bytes, _free) = (_rows + 1, _bytes + length, _free - GetRequiredBytes(length));

    /// <summary>
    /// Removing needs disk space too: at worst a page and its parents per hit. On a full disk only a few hits are removed at a time.
    /// </summary>
    public static int GetMaxRemovals(long free) => (int)Math.Clamp(free / (4 * SpoolSchema.PageSize), 4, int.MaxValue);

    private static long GetRequiredBytes(int length) => (2L * length) + Overhead;
}
