using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>An open spool. Not thread-safe: the caller must use it from one thread at a time.</summary>
internal sealed class SpoolStore(SpoolDatabase database, SpoolIndexFiles indexes, SpoolDisk disk, SpoolCheck.Contents contents,
    SpoolConfig config, SpoolClock clock) : IDisposable
{
    /// <summary>Disk space that is reserved for removing hits when no more can be spooled.</summary>
    private const long SpareBytes = 256 * 1024;

    /// <summary>The maximum size of hits taken at once, unless the first hit alone is larger.</summary>
    private const long MaxTakenBytes = 8 * 1024 * 1024;

    private readonly SpoolQueues _queues = contents.Queues;
    private readonly SpoolCommitter _committer = new(database, indexes, disk, contents.Queues, contents.Index);

    /// <summary>Delivered or retracted, delete pending. The next commit with enough disk space removes them.</summary>
    private readonly HashSet<long> _pendingDeletes = [];

    /// <summary>The number of hits that may still expire before the next tick.</summary>
    private int _expiryBudget = GetExpiryBudget(contents.Queues.Rows);

    /// <summary>Why the spool is full; null if it is not.</summary>
    private Refusal? _full;

    /// <summary>The length of the smallest hit that was refused lately.</summary>
    private int _refusedLength = 1;

    public SpoolState State => new()
    {
        Status = SpoolStatus.Open,
        Refusal = _committer.WriteError ?? _full,
        Risk = _committer.Risk,
        Rows = _queues.Rows,
        Bytes = _queues.Bytes,
        OldestSpooledAt = _queues.Oldest?.SpooledAt,
        OldestUptime = _queues.Oldest?.Uptime,
        Waiting = _queues.Waiting,
        Expired = _committer.Index.Expired,
        Lost = _committer.Index.Lost,
        IsLostExact = _committer.Index.IsLostExact,
        PossibleDuplicates = _committer.Index.PossibleDuplicates,
        Quarantined = _committer.Index.Quarantined,
    };

    /// <inheritdoc cref="SpoolCommitter.HasFiles"/>
    public bool HasFiles => _committer.HasFiles;

    /// <inheritdoc cref="SpoolCommitter.Recreate"/>
    public void Recreate(SpoolOpening opening) => _committer.Recreate(opening);

    /// <summary>Removes acknowledged and expired hits and adds new ones in one commit. Returns a result per new hit.</summary>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public SpoolResult[] Commit(IReadOnlyList<(string Cluster, RewrittenHit Hit)> hits, IEnumerable<long> acknowledged)
    {
        _pendingDeletes.UnionWith(acknowledged.Where(id => _queues.FindByRow(id)?.IsTaken(RowId.Place(id)) == true));
        var free = _committer.FreeBytes();
        var removed = StagePendingDeletes(free);
        var most = Math.Min(SpoolRoom.GetMaxRemovals(free), _expiryBudget);
        var expired = _queues.StageExpired(clock.Uptime - config.MaxAge).Take(most).ToList();
        var room = GetRoom(free, _queues.Rows - removed.Count - expired.Count);
        var added = new List<(long Id, byte[] Record)>();
        var results = new SpoolResult[hits.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Stage(hits[i], ref room, added);

        if (added.Count + removed.Count + expired.Count == 0 || TryWrite([.. removed, .. expired], added, expired.Count))
        {
            _expiryBudget -= expired.Count;
            WritePendingDeletes();
        }
        else
        {
            RefuseSpooled(results);
        }

        _refusedLength = added.Count > 0 ? 1 : _refusedLength;
        _full = GetRoom(_committer.FreeBytes(), _queues.Rows).Refuse(_refusedLength);
        return results;
    }

    /// <summary>
    /// Removes hits whose callers already got the result "not spooled". They are reserved, so that no replay takes them; those outside the
    /// window are removed when the queue reaches them.
    /// </summary>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public void Retract(IReadOnlyList<long> ids)
    {
        foreach (var id in ids)
        {
            _queues.FindByRow(id)!.Reserve(RowId.Place(id));
            _pendingDeletes.Add(id);
        }

        WritePendingDeletes();
    }

    /// <summary>Allows further hits to expire. Called once per tick.</summary>
    public void RenewExpiryBudget() => _expiryBudget = GetExpiryBudget(_queues.Rows);

    /// <summary>Checkpoints the WAL, which erases removed hits. After a failed write an empty commit first tests the disk.</summary>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public void CleanUp()
    {
        if (_committer.WriteError is not null)
            TryWrite([], []);
        _committer.Checkpoint();
    }

    /// <inheritdoc cref="SpoolQueue.RecomputeAges"/>
    public void RecomputeAges() => _queues.RecomputeAges(clock);

    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public IReadOnlyList<SpooledHit> Take(string cluster, int count)
    {
        var hits = new List<SpooledHit>();
        if (_queues.Find(cluster) is not { } queue)
            return hits;

        for (long bytes = 0; hits.Count < count && bytes < MaxTakenBytes && queue.Take() is >= 0 and var place;)
        {
            hits.Add(Read(RowId.Create(queue.Number, place), out var length));
            bytes += length;
        }

        return hits;
    }

    public void Release(long id)
    {
        if (!_pendingDeletes.Contains(id))
            _queues.Release(id);
    }

    /// <summary>Moves hits to the end of their queue in one commit; expired ones are removed. On a full disk all are released.</summary>
    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public void Defer(IEnumerable<long> ids)
    {
        var taken = ids.Where(id => !_pendingDeletes.Contains(id) && _queues.FindByRow(id)?.IsTaken(RowId.Place(id)) == true).ToList();
        if (taken.Count == 0)
            return;

        var added = new List<(long Id, byte[] Record)>();
        var room = new SpoolRoom(
            config with { MaxRows = int.MaxValue, MaxBytes = long.MaxValue }, _committer.FreeBytes() - SpareBytes, 0, 0);
        var hasRoom = true;
        foreach (var id in taken)
        {
            var queue = _queues.FindByRow(id)!;
            var entry = queue.Find(RowId.Place(id));
            if (entry.Uptime < clock.Uptime - config.MaxAge)
                continue;
            var hit = Read(id, out _);
            var moved = hit with { Id = RowId.Create(queue.Number, queue.NextPlace) };
            var record = HitRecord.Encode(_committer.Index.Mark, moved);
            hasRoom &= room.Refuse(record.Length) is null;
            room.Take(record.Length);
            queue.StageAdd(entry with { Length = record.Length });
            added.Add((moved.Id, record));
        }

        taken.ForEach(id => _queues.FindByRow(id)!.StageRemoval(RowId.Place(id)));
        if (hasRoom && TryWrite(taken, added, taken.Count - added.Count))
            return;
        _queues.Discard();
        taken.ForEach(_queues.Release);
    }

    /// <inheritdoc cref="SpoolCommitter.Abandon"/>
    public void Abandon() => _committer.Abandon();

    /// <summary>Removes pending deletes, marks the index as closed, and checkpoints the WAL.</summary>
    public void Dispose()
    {
        _committer.TryWrite(StagePendingDeletes(_committer.FreeBytes()), [], isLast: true);
        _committer.Checkpoint();
        _committer.Dispose();
    }

    private SpooledHit Read(long id, out int length)
    {
        var record = _committer.Find(id);
        if (record is null || !HitRecord.IsIntact(_committer.Index.Mark, record))
            throw new SpoolDamagedException("a hit is not what was written");
        length = record.Length;
        return HitRecord.Decode(record);
    }

    private SpoolRoom GetRoom(long free, long rows) => new(config, free - SpareBytes, rows, _queues.Bytes);

    private SpoolResult Stage((string Cluster, RewrittenHit Hit) incoming, ref SpoolRoom room, List<(long Id, byte[] Record)> added)
    {
        if (room.Refuse(1) is { } full)
            return new SpoolResult(0, full);
        if (_queues.FindOrAdd(incoming.Cluster) is not { } queue)
            return new SpoolResult(0, Refusal.TooManyClusters);

        var id = RowId.Create(queue.Number, queue.NextPlace);
        var record = HitRecord.Encode(_committer.Index.Mark, new SpooledHit(id, incoming.Cluster, clock.Now, incoming.Hit));
        if (record.Length > Math.Min(config.MaxBytes, HitRecord.MaxLength))
            return default;
        if (room.Refuse(record.Length) is { } refusal)
        {
            _refusedLength = _refusedLength == 1 ? record.Length : Math.Min(_refusedLength, record.Length);
            return new SpoolResult(0, refusal);
        }

        room.Take(record.Length);
        queue.StageAdd(new SpoolEntry(HitRecord.ReadSpooledAt(record), clock.Uptime, record.Length));
        added.Add((id, record));
        return new SpoolResult(id, null);
    }

    /// <summary>An eighth of the rows, at least 1000: not all at once, in case the time of day is wrong at start.</summary>
    private static int GetExpiryBudget(long rows) => (int)Math.Max(1000, rows / 8);

    private void RefuseSpooled(Span<SpoolResult> results)
    {
        foreach (ref var result in results)
            result = result.IsSpooled ? new SpoolResult(0, _committer.WriteError) : result;
    }

    /// <summary>Removes pending deletes in steps for which the disk has enough space.</summary>
    private void WritePendingDeletes()
    {
        var isWritten = true;
        while (isWritten && _pendingDeletes.Count > 0 && StagePendingDeletes(_committer.FreeBytes()) is { Count: > 0 } removed)
            isWritten = TryWrite(removed, []);
    }

    private List<long> StagePendingDeletes(long free)
    {
        var removed = _pendingDeletes.Where(id => _queues.FindByRow(id)!.CanRemove(RowId.Place(id))).Order()
            .Take(SpoolRoom.GetMaxRemovals(free)).ToList();
        removed.ForEach(id => _queues.FindByRow(id)!.StageRemoval(RowId.Place(id)));
        return removed;
    }

    private bool TryWrite(IReadOnlyCollection<long> removed, IReadOnlyCollection<(long Id, byte[] Record)> added, long expired = 0)
    {
        if (!_committer.TryWrite(removed, added, expired))
            return false;
        _pendingDeletes.ExceptWith(removed);
        return true;
    }
}
