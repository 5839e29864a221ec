using System.IO;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Puts what was staged on the disk, with the ledger that says so, and keeps the WAL short.</summary>
internal sealed class SpoolCommitter(SpoolDatabase database, LedgerFiles ledgers, SpoolDisk disk, SpoolQueues queues, Ledger ledger) : IDisposable
{
    /// <summary>The WAL is put into the file beyond this.</summary>
    private const long LongWal = 4 * 1024 * 1024;

    /// <summary>Where the disk is nearly full, already beyond this: the WAL holds a page once for every commit that changed it, the file once.</summary>
    private const long LongWalOnTightDisk = 64 * 1024;
    private const long TightDisk = 1024 * 1024;

    private SpoolDatabase _database = database;
    private SpoolDisk _disk = disk;

    /// <summary>As of the last commit.</summary>
    public Ledger Ledger { get; private set; } = ledger;

    /// <summary>The last commit's error, or null if it went well.</summary>
    public Refusal? Trouble { get; private set; }

    /// <summary>What endangers the hits although they are on the disk, or null if nothing does.</summary>
    public string? Risk { get; private set; }

    /// <summary>Whether the files are still those that were opened; what is written into others is gone with the process.</summary>
    public bool HasFiles => _disk.HasFiles && ledgers.AreThere;

    /// <summary>Takes up a copy of the files that were removed, in their place.</summary>
    public void Recreate(SpoolOpening opening)
    {
        var removed = _database;
        (_database, _disk) = opening.Recreate(removed, ledgers, Ledger);
        removed.Distrust();
        removed.Dispose();
    }

    public byte[]? Find(long id) => SpoolErrors.Guard(() => _database.Find(id));

    /// <summary>What commits may take; a long WAL is put into the file first where the disk is nearly full.</summary>
    public long FreeBytes()
    {
        if (_disk.FreeBytes < TightDisk && _disk.WalBytes > LongWalOnTightDisk)
            Checkpoint();
        return _disk.FreeBytes;
    }

    /// <returns>False if the disk refused it; then nothing has changed.</returns>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public bool TryWrite(IReadOnlyCollection<long> gone, IReadOnlyCollection<(long Id, byte[] Record)> come, long expired = 0, bool isLast = false)
    {
        var next = queues.Staged(Ledger) with { Commit = Ledger.Commit + 1, Expired = Ledger.Expired + expired, IsClosed = isLast };
        var record = LedgerRecord.Encode(next);
        try
        {
            SpoolErrors.Guard(() =>
            {
                _disk.BeforeWrite();
                _database.Write(gone, come, record);
            });
        }
        catch (SqliteException error)
        {
            Trouble = Refusal.From(error);
            queues.Discard();
            return false;
        }

        (Ledger, Trouble) = (next, null);
        queues.Apply();
        WriteBeside(record);
        if (next.Rows == 0 || _disk.WalBytes > LongWal)
            Checkpoint();
        return true;
    }

    /// <summary>Puts the WAL into the file, if it has any; then what was delivered is nowhere any more.</summary>
    public void Checkpoint()
    {
        if (_disk.WalBytes == 0)
            return;
        try
        {
            _database.Checkpoint();
            ledgers.Flush();
        }
        catch (SqliteException error) when (!SpoolErrors.IsDamage(error))
        {
            // No room now; the WAL holds everything, and the next commit tries again.
            Trouble = Refusal.From(error);
        }
    }

    /// <summary>The files stay exactly as they are, for whoever looks for what is whole in them.</summary>
    public void Abandon()
    {
        _database.Distrust();
        _database.Dispose();
    }

    public void Dispose() => _database.Dispose();

    /// <summary>The hits are on the disk already; without this ledger a later damage cannot be counted, no more.</summary>
    private void WriteBeside(byte[] record)
    {
        try
        {
            ledgers.Write(record, Ledger);
            Risk = null;
        }
        catch (IOException)
        {
            Risk = "The ledger beside the database cannot be written, so hits that a later damage destroys could not be counted. Check the volume of DataDirectory.";
        }
    }
}
