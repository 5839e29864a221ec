using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>An open spool. One thread at a time uses it; everything that waits goes into one commit.</summary>
internal sealed class SpoolStore(SpoolDatabase database, LedgerFiles ledgers, SpoolDisk disk, SpoolContents contents, SpoolConfig config, SpoolClock clock) : IDisposable
{
    /// <summary>What stays free on the disk, so that hits can still be removed when no more can be kept.</summary>
    private const long SpareBytes = 256 * 1024;

    /// <summary>Bytes that are taken at once, unless the first hit alone has more.</summary>
    private const long MostTaken = 8 * 1024 * 1024;

    private readonly SpoolQueues _queues = contents.Queues;
    private readonly SpoolCommitter _committer = new(database, ledgers, disk, contents.Queues, contents.Ledger);

    /// <summary>Delivered or retracted, and still in the file: removed with the next commit that can.</summary>
    private readonly HashSet<long> _pendingDeletes = [];

    /// <summary>Hits that may still be given up for their age before the next tick.</summary>
    private int _expiryBudget = ExpiryBudget(contents.Queues.Rows);

    /// <summary>Why there is no room, or null if there is.</summary>
    private Refusal? _full;

    /// <summary>The length of the smallest hit for which there was no room lately.</summary>
    private int _refusedLength = 1;

    public SpoolState State => new()
    {
        Status = SpoolStatus.Open,
        Refusal = _committer.Trouble ?? _full,
        Risk = _committer.Risk,
        Rows = _queues.Rows,
        Bytes = _queues.Bytes,
        OldestKeptAt = _queues.Oldest?.KeptAt,
        OldestUptime = _queues.Oldest?.Uptime,
        Waiting = _queues.Waiting,
        Expired = _committer.Ledger.Expired,
        Lost = _committer.Ledger.Lost,
        IsLostExact = _committer.Ledger.IsLostExact,
        PossibleDuplicates = _committer.Ledger.PossibleDuplicates,
        SetAside = _committer.Ledger.SetAside,
    };

    /// <inheritdoc cref="SpoolCommitter.HasFiles"/>
    public bool HasFiles => _committer.HasFiles;

    /// <inheritdoc cref="SpoolCommitter.Recreate"/>
    public void Recreate(SpoolOpening opening) => _committer.Recreate(opening);

    /// <summary>Removes what is done and what is too old, keeps what there is room for, and says of each hit what became of it.</summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public KeptRow[] Commit(IReadOnlyList<(string Cluster, RewrittenHit Hit)> keeps, IEnumerable<long> done)
    {
        _pendingDeletes.UnionWith(done.Where(id => _queues.Of(id)?.IsTaken(RowId.Place(id)) == true));
        var free = _committer.FreeBytes();
        var gone = StagePendingDeletes(free);
        var expired = _queues.Expire(clock.Uptime - config.MaxAge).Take(Math.Min(MostGone(free), _expiryBudget)).ToList();

        var room = Room(free, _queues.Rows - gone.Count - expired.Count);
        var come = new List<(long Id, byte[] Record)>();
        var rows = new KeptRow[keeps.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = Stage(keeps[i], ref room, come);

        if (come.Count + gone.Count + expired.Count == 0 || TryWrite([.. gone, .. expired], come, expired.Count))
        {
            _expiryBudget -= expired.Count;
            WritePendingDeletes();
        }
        else
        {
            RefuseKept(rows);
        }

        _refusedLength = come.Count > 0 ? 1 : _refusedLength;
        _full = Room(_committer.FreeBytes(), _queues.Rows).Refuse(_refusedLength);
        return rows;
    }

    /// <summary>
    /// Removes hits whose callers have been told that they are not kept. Nobody takes them meanwhile; those too far behind the oldest one
    /// are removed when the queue comes to them.
    /// </summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public void Retract(IReadOnlyList<long> ids)
    {
        foreach (var id in ids)
        {
            _queues.Of(id)!.Reserve(RowId.Place(id));
            _pendingDeletes.Add(id);
        }

        WritePendingDeletes();
    }

    /// <summary>Time has passed: further hits may be given up for their age.</summary>
    public void RenewExpiryBudget() => _expiryBudget = ExpiryBudget(_queues.Rows);

    /// <summary>Wipes what was delivered. After a commit that failed, only writing tells whether the disk has recovered.</summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public void CleanUp()
    {
        if (_committer.Trouble is not null)
            TryWrite([], []);
        _committer.Checkpoint();
    }

    /// <inheritdoc cref="SpoolQueue.Rejuvenate"/>
    public void Rejuvenate() => _queues.Rejuvenate(clock);

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
        if (!_pendingDeletes.Contains(id))
            _queues.Release(id);
    }

    /// <summary>Puts hits behind all others of their queue, in one commit; those that are too old go, and without room they are released.</summary>
    /// <exception cref="SpoolDamagedException">The file is not what it was.</exception>
    public void Defer(IEnumerable<long> ids)
    {
        var gone = ids.Where(id => !_pendingDeletes.Contains(id) && _queues.Of(id)?.IsTaken(RowId.Place(id)) == true).ToList();
        if (gone.Count == 0)
            return;

        var come = new List<(long Id, byte[] Record)>();
        var room = new SpoolRoom(config with { MaxRows = int.MaxValue, MaxBytes = long.MaxValue }, _committer.FreeBytes() - SpareBytes, 0, 0);
        var hasRoom = true;
        foreach (var id in gone)
        {
            var queue = _queues.Of(id)!;
            var entry = queue.Find(RowId.Place(id));
            if (entry.Uptime < clock.Uptime - config.MaxAge)
                continue;
            var hit = Read(id, out _);
            var moved = hit with { Id = RowId.Of(queue.Number, queue.NextPlace) };
            var record = HitRecord.Encode(_committer.Ledger.Mark, moved);
            hasRoom &= room.Refuse(record.Length) is null;
            room.Take(record.Length);
            queue.Arrive(entry with { Length = record.Length });
            come.Add((moved.Id, record));
        }

        gone.ForEach(id => _queues.Of(id)!.Leave(RowId.Place(id)));
        if (hasRoom && TryWrite(gone, come, gone.Count - come.Count))
            return;
        _queues.Discard();
        gone.ForEach(_queues.Release);
    }

    /// <inheritdoc cref="SpoolCommitter.Abandon"/>
    public void Abandon() => _committer.Abandon();

    /// <summary>Pending deletes are removed, the ledger says that this was all, and the WAL goes into the file.</summary>
    public void Dispose()
    {
        _committer.TryWrite(StagePendingDeletes(_committer.FreeBytes()), [], isLast: true);
        _committer.Checkpoint();
        _committer.Dispose();
    }

    private SpooledHit Read(long id, out int length)
    {
        var record = _committer.Find(id);
        if (record is null || !HitRecord.IsWhole(_committer.Ledger.Mark, record))
            throw new SpoolDamagedException("a hit is not what was written");
        length = record.Length;
        return HitRecord.Decode(record);
    }

    private SpoolRoom Room(long free, long rows) => new(config, free - SpareBytes, rows, _queues.Bytes);

    private KeptRow Stage((string Cluster, RewrittenHit Hit) keep, ref SpoolRoom room, List<(long Id, byte[] Record)> come)
    {
        if (room.Refuse(1) is { } full)
            return new KeptRow(0, full);
        if (_queues.FindOrAdd(keep.Cluster) is not { } queue)
            return new KeptRow(0, Refusal.TooManyClusters);

        var id = RowId.Of(queue.Number, queue.NextPlace);
        var record = HitRecord.Encode(_committer.Ledger.Mark, new SpooledHit(id, keep.Cluster, clock.Now, keep.Hit));
        if (record.Length > Math.Min(config.MaxBytes, HitRecord.MaxLength))
            return default;
        if (room.Refuse(record.Length) is { } refusal)
        {
            _refusedLength = _refusedLength == 1 ? record.Length : Math.Min(_refusedLength, record.Length);
            return new KeptRow(0, refusal);
        }

        room.Take(record.Length);
        queue.Arrive(new SpoolEntry(HitRecord.KeptAtOf(record), clock.Uptime, record.Length));
        come.Add((id, record));
        return new KeptRow(id, null);
    }

    /// <summary>An eighth, or a thousand: enough to keep up with any rate that lasts, and never all of them, should the time of day be wrong at start.</summary>
    private static int ExpiryBudget(long rows) => (int)Math.Max(1000, rows / 8);

    private void RefuseKept(Span<KeptRow> rows)
    {
        foreach (ref var row in rows)
            row = row.IsKept ? new KeptRow(0, _committer.Trouble) : row;
    }

    /// <summary>In steps for which the disk has room.</summary>
    private void WritePendingDeletes()
    {
        var isWritten = true;
        while (isWritten && _pendingDeletes.Count > 0 && StagePendingDeletes(_committer.FreeBytes()) is { Count: > 0 } gone)
            isWritten = TryWrite(gone, []);
    }

    private List<long> StagePendingDeletes(long free)
    {
        var gone = _pendingDeletes.Where(id => _queues.Of(id)!.CanLeave(RowId.Place(id))).Order().Take(MostGone(free)).ToList();
        gone.ForEach(id => _queues.Of(id)!.Leave(RowId.Place(id)));
        return gone;
    }

    /// <summary>Removing takes room too, a page and what lies above it for each hit at worst; where the disk is full it goes in small steps.</summary>
    private static int MostGone(long free) => (int)Math.Clamp(free / (4 * SpoolSchema.PageSize), 4, int.MaxValue);

    private bool TryWrite(IReadOnlyCollection<long> gone, IReadOnlyCollection<(long Id, byte[] Record)> come, long expired = 0)
    {
        if (!_committer.TryWrite(gone, come, expired))
            return false;
        _pendingDeletes.ExceptWith(gone);
        return true;
    }
}
