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

    public readonly bool HasRow => _rows < config.MaxRows && _bytes < config.MaxBytes;

    public bool TryTake(int length)
    {
        var needed = (2L * length) + Overhead;
        if (length > HitRecord.MaxLength || _bytes + length > config.MaxBytes || needed > _free)
            return false;
        (_rows, _bytes, _free) = (_rows + 1, _bytes + length, _free - needed);
        return true;
    }
}
