using System.IO;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Writes staged changes and the index to the disk in one commit, and keeps the WAL short.</summary>
internal sealed class SpoolCommitter(SpoolDatabase database, SpoolIndexFiles indexes, SpoolDisk disk, SpoolQueues queues, SpoolIndex index)
    : IDisposable
{
    /// <summary>A longer WAL is checkpointed.</summary>
    private const long MaxWalBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The limit when the disk is nearly full. The WAL contains a page once per commit that changed it, the file only once.
    /// </summary>
    private const long MaxWalBytesWhenLow = 64 * 1024;
    private const long LowDiskBytes = 1024 * 1024;

    private SpoolDatabase _database = database;
    private SpoolDisk _disk = disk;

    /// <summary>The index as of the last commit.</summary>
    public SpoolIndex Index { get; private set; } = index;

    /// <summary>The error of the last write; null if it succeeded.</summary>
    public Refusal? WriteError { get; private set; }

    /// <summary>A risk to the hits although they are on the disk; null without a risk.</summary>
    public string? Risk { get; private set; }

    /// <summary>Whether the files are in place. Otherwise, writes are lost when the process ends.</summary>
    public bool HasFiles => _disk.HasFiles && indexes.Exist;

    /// <summary>Replaces removed files by a copy of the open ones.</summary>
    public void Recreate(SpoolOpening opening)
    {
        var removed = _database;
        (_database, _disk) = opening.Recreate(removed, indexes, Index);
        removed.Distrust();
        removed.Dispose();
    }

    public byte[]? Find(long id) => SpoolErrors.Guard(() => _database.Find(id));

    /// <summary>Returns the disk space for commits. If the disk is nearly full, a long WAL is checkpointed first.</summary>
    public long FreeBytes()
    {
        if (_disk.FreeBytes < LowDiskBytes && _disk.WalBytes > MaxWalBytesWhenLow)
            Checkpoint();
        return _disk.FreeBytes;
    }

    /// <returns>False if the disk refused the write. Nothing has changed then.</returns>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public bool TryWrite(
        IReadOnlyCollection<long> removed, IReadOnlyCollection<(long Id, byte[] Record)> added, long expired = 0, bool isLast = false)
    {
        var next = queues.CreateIndex(Index) with { Commit = Index.Commit + 1, Expired = Index.Expired + expired, IsClosed = isLast };
        var record = SpoolIndexRecord.Encode(next);
        try
        {
            SpoolErrors.Guard(() =>
            {
                _disk.BeforeWrite();
                _database.Write(removed, added, record);
            });
        }
        catch (SqliteException error)
        {
            WriteError = Refusal.From(error);
            queues.Discard();
            return false;
        }

        (Index, WriteError) = (next, null);
        queues.Apply();
        WriteIndexFiles(record);
        if (next.Rows == 0 || _disk.WalBytes > MaxWalBytes)
            Checkpoint();
        return true;
    }

    /// <summary>Writes the WAL back to the file and truncates it. Afterwards no trace of removed hits remains.</summary>
    public void Checkpoint()
    {
        if (_disk.WalBytes == 0)
            return;
        try
        {
            _database.Checkpoint();
            indexes.Flush();
        }
        catch (SqliteException error) when (!SpoolErrors.IsDamage(error))
        {
            // The disk is full. Nothing is lost: the WAL contains everything, and the next commit retries.
            WriteError = Refusal.From(error);
        }
    }

    /// <summary>Closes the files without changing them, for a salvage.</summary>
    public void Abandon()
    {
        _database.Distrust();
        _database.Dispose();
    }

    public void Dispose() => _database.Dispose();

    /// <summary>
    /// A failure is not fatal: the hits are on the disk. Without the index files, only the loss by later damage could not be counted.
    /// </summary>
    private void WriteIndexFiles(byte[] record)
    {
        try
        {
            indexes.Write(record, Index);
            Risk = null;
        }
        catch (IOException)
        {
            Risk = "The index file beside the database cannot be written, so hits lost by later damage could not be counted. Check the "
                + "volume of DataDirectory.";
        }
    }
}
