using PrivacyGateway.Configuration;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>What one commit may still add. Nothing that was accepted makes room for what is new.</summary>
internal struct SpoolRoom(SpoolConfig config, long free, long rows, long bytes)
{
    /// <summary>Pages that a row changes beside its own bytes: a leaf, the ledger, at times a page between; each in the WAL and in the file.</summary>
    private const long Overhead = 6 * SpoolSchema.PageSize;

    private long _free = free;
    private long _rows = rows;
    private long _bytes = bytes;

    /// <summary>Why no hit of that length can be added; null if one can.</summary>
    public readonly Refusal? Refuse(int length) =>
        _rows >= config.MaxRows ? Refusal.RowsReached(config.MaxRows)
        : _bytes >= config.MaxBytes || _bytes + length > config.MaxBytes ? Refusal.BytesReached(config.MaxBytes)
        : Needed(length) > _free ? Refusal.DiskFull
        : null;

    /// <summary>The hit is added.</summary>
    public void Take(int length) => (_rows, _bytes, _free) = (_rows + 1, _bytes + length, _free - Needed(length));

    private static long Needed(int length) => (2L * length) + Overhead;
}
