using System.IO;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>An open spool. One thread at a time uses it; everything that waits goes into one commit.</summary>
internal sealed class SpoolStore(SpoolDatabase database, LedgerFile beside, SpoolFiles files, SpoolContents contents, SpoolConfig config) : IDisposable
{
    /// <summary>The WAL is put into the file beyond this.</summary>
    private const long LongWal = 4 * 1024 * 1024;

    /// <summary>Where the disk is nearly full, already beyond this: the WAL holds a page once for every commit that changed it, the file once.</summary>
    private const long LongWalOnTightDisk = 64 * 1024;
    private const long TightDisk = 1024 * 1024;

    /// <summary>What stays free on the disk, so that hits can still be removed when no more can be kept.</summary>
    private const long SpareBytes = 256 * 1024;

    /// <summary>Bytes that are taken at once, unless the first hit alone has more.</summary>
    private const long MostTaken = 8 * 1024 * 1024;

    private readonly SpoolQueues _queues = contents.Queues;

    /// <summary>Delivered, but the disk refused to forget them; they are tried with every commit.</summary>
    private readonly HashSet<long> _owed = [];

    private Ledger _ledger = contents.Ledger;

    /// <summary>The last commit's error, or null if it went well.</summary>
    public string? Trouble { get; private set; }

    public SpoolState State => new()
    {
        Status = SpoolStatus.Open,
        Reason = Trouble,
        Rows = _queues.Rows,
        Bytes = _queues.Bytes,
        OldestKeptAt = _queues.OldestKeptAt,
        Waiting = _queues.Waiting,
        Expired = _ledger.Expired,
        Lost = _ledger.Lost,
        IsLostExact = _ledger.IsLostExact,
        PossibleDuplicates = _ledger.PossibleDuplicates,
        SetAside = _ledger.SetAside,
    };

    /// <summary>Removes what is done and what is too old, keeps what there is room for, and says of each hit what became of it.</summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public KeepResult[] Commit(IReadOnlyList<(string Cluster, RewrittenHit Hit)> keeps, IEnumerable<long> done, DateTimeOffset now)
    {
        _owed.UnionWith(done.Where(id => _queues.Of(id)?.IsTaken(RowId.Place(id)) == true));
        var free = FreeBytes();
        var gone = StageOwed(free);
        var expired = _queues.Expire(now - config.MaxAge).Take(MostGone(free)).ToList();

        var room = new SpoolRoom(config, free - SpareBytes, _queues.Rows - gone.Count - expired.Count, _queues.Bytes);
        var come = new List<(long Id, byte[] Record)>();
        var results = new KeepResult[keeps.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Stage(keeps[i], now, ref room, come);

        var isWritten = come.Count + gone.Count + expired.Count == 0 || TryWrite([.. gone, .. expired], come, _ledger.Expired + expired.Count);
        if (!isWritten)
            results.AsSpan().Replace(KeepResult.Kept, KeepResult.Failed);
        while (isWritten && _owed.Count > 0)
            isWritten = TryWrite(StageOwed(FreeBytes()), [], _ledger.Expired);
        return results;
    }

    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public IReadOnlyList<SpooledHit> Take(string cluster, int count)
    {
        var hits = new List<SpooledHit>();
        if (_queues.Find(cluster) is not { } queue)
            return hits;

        for (long bytes = 0; hits.Count < count && bytes < MostTaken && queue.Take() is >= 0 and var place;)
        {
            hits.Add(Read(RowId.Of(queue.Number, place), out var length));
            bytes += length;
        }

        return hits;
    }

    public void Release(long id)
    {
        if (!_owed.Contains(id))
            _queues.Release(id);
    }

    /// <summary>Puts hits behind all others of their queue, in one commit; those that are too old go, and without room they are released.</summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public void Defer(IEnumerable<long> ids, DateTimeOffset now)
    {
        var gone = ids.Where(id => !_owed.Contains(id) && _queues.Of(id)?.IsTaken(RowId.Place(id)) == true).ToList();
        if (gone.Count == 0)
            return;

        var come = new List<(long Id, byte[] Record)>();
        var room = new SpoolRoom(config with { MaxRows = int.MaxValue, MaxBytes = long.MaxValue }, FreeBytes() - SpareBytes, 0, 0);
        var hasRoom = true;
        foreach (var hit in gone.Select(id => Read(id, out _)).Where(hit => hit.KeptAt >= now - config.MaxAge))
        {
            var queue = _queues.Of(hit.Id)!;
            var moved = hit with { Id = RowId.Of(queue.Number, queue.NextPlace) };
            var record = HitRecord.Encode(_ledger.Mark, moved);
            hasRoom &= room.TryTake(record.Length);
            queue.Arrive(new SpoolEntry(moved.KeptAt, record.Length));
            come.Add((moved.Id, record));
        }

        gone.ForEach(id => _queues.Of(id)!.Leave(RowId.Place(id)));
        if (hasRoom && TryWrite(gone, come, _ledger.Expired + gone.Count - come.Count))
            return;
        _queues.Discard();
        gone.ForEach(_queues.Release);
    }

    /// <summary>Puts the WAL into the file, if it has any; then what was delivered is nowhere any more.</summary>
    public void Checkpoint()
    {
        if (WalBytes() == 0)
            return;
        try
        {
            database.Checkpoint();
            beside.Flush();
        }
        catch (SqliteException error) when (!SpoolErrors.IsDamage(error))
        {
            // No room now; the WAL holds everything, and the next commit tries again.
            Trouble = SpoolErrors.Say(error);
        }
    }

    /// <summary>The files stay exactly as they are, for whoever looks for what is whole in them.</summary>
    public void Abandon()
    {
        database.Distrust();
        database.Dispose();
    }

    /// <summary>What is owed is removed at last, the ledger says that this was all, and the WAL goes into the file.</summary>
    public void Dispose()
    {
        TryWrite(StageOwed(FreeBytes()), [], _ledger.Expired, isLast: true);
        Checkpoint();
        database.Dispose();
    }

    private SpooledHit Read(long id, out int length)
    {
        var record = SpoolErrors.Guard(() => database.Find(id));
        if (record is null || !HitRecord.IsWhole(_ledger.Mark, record))
            throw new SpoolDamagedException("a hit is not what was written");
        length = record.Length;
        return HitRecord.Decode(record);
    }

    private KeepResult Stage((string Cluster, RewrittenHit Hit) keep, DateTimeOffset now, ref SpoolRoom room, List<(long Id, byte[] Record)> come)
    {
        if (!room.HasRow || _queues.FindOrAdd(keep.Cluster) is not { } queue)
            return KeepResult.Full;

        var id = RowId.Of(queue.Number, queue.NextPlace);
        var record = HitRecord.Encode(_ledger.Mark, new SpooledHit(id, keep.Cluster, now, keep.Hit));
        if (!room.TryTake(record.Length))
            return KeepResult.Full;

        queue.Arrive(new SpoolEntry(HitRecord.KeptAtOf(record), record.Length));
        come.Add((id, record));
        return KeepResult.Kept;
    }

    private List<long> StageOwed(long free)
    {
        var gone = _owed.Order().Take(MostGone(free)).ToList();
        gone.ForEach(id => _queues.Of(id)!.Leave(RowId.Place(id)));
        return gone;
    }

    /// <summary>Removing takes room too, a page and what lies above it for each hit at worst; where the disk is full it goes in small steps.</summary>
    private static int MostGone(long free) => (int)Math.Clamp(free / (4 * SpoolSchema.PageSize), 4, int.MaxValue);

    private bool TryWrite(List<long> gone, List<(long Id, byte[] Record)> come, long expired, bool isLast = false)
    {
        var ledger = _queues.Staged(_ledger) with { Commit = _ledger.Commit + 1, Expired = expired, IsClosed = isLast };
        var record = LedgerRecord.Encode(ledger);
        try
        {
            SpoolErrors.Guard(() => database.Write(gone, come, record));
        }
        catch (SqliteException error)
        {
            Trouble = SpoolErrors.Say(error);
            _queues.Discard();
            return false;
        }

        _ledger = ledger;
        _queues.Apply();
        _owed.ExceptWith(gone);
        Trouble = null;
        WriteBeside(record, ledger);
        if (ledger.Rows == 0 || WalBytes() > LongWal)
            Checkpoint();
        return true;
    }

    /// <summary>The hits are on the disk already; without this ledger a later damage cannot be counted, no more.</summary>
    private void WriteBeside(byte[] record, Ledger ledger)
    {
        try
        {
            beside.Write(record, ledger);
        }
        catch (IOException)
        {
            Trouble = "the ledger beside the database cannot be written";
        }
    }

    private long WalBytes() => new FileInfo(files.Wal) is { Exists: true } wal ? wal.Length : 0;

    /// <summary>What of the disk commits may take: a checkpoint may need as much again as the WAL has.</summary>
    private long FreeBytes()
    {
        var free = new DriveInfo(files.Directory).AvailableFreeSpace;
        if (free - WalBytes() < TightDisk && WalBytes() > LongWalOnTightDisk)
        {
            Checkpoint();
            free = new DriveInfo(files.Directory).AvailableFreeSpace;
        }

        return free - WalBytes();
    }
}
