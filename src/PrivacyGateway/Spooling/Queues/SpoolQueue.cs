namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// The in-memory state of one cluster's rows: which exist, and which are taken. Changes of a commit are staged first and written to the
/// index. The caller must call <see cref="Apply"/> when the commit is on the disk, or <see cref="Discard"/> if it failed.
/// </summary>
/// <remarks>
/// A row is free, taken (leased to a replay, or reserved for removal) or
/// released (the next to be taken); it can also be staged for removal.
/// </remarks>
internal sealed class SpoolQueue(int number, string cluster, long first, long next)
{
    private readonly Dictionary<long, SpoolEntry> _entries = [];
    private readonly HashSet<long> _taken = [];
    private readonly SortedSet<long> _released = [];
    private readonly AgeIndex _ages = new();
    private readonly List<SpoolEntry> _stagedAdds = [];
    private readonly HashSet<long> _stagedRemovals = [];

    private long _first = first;
    private long _next = next;

    /// <summary>No free row lies below this place: all are taken, removed or released.</summary>
    private long _cursor = first;

    public string Cluster => cluster;

    public int Number => number;

    public int Rows => _entries.Count;

    public long Bytes { get; private set; }

    public bool IsIdle => _entries.Count == 0 && _stagedAdds.Count == 0 && _taken.Count == 0;

    public SpoolEntry? Oldest => _ages.Oldest(_entries);

    /// <summary>Adds a row that exists in the file.</summary>
    public void Restore(long place, SpoolEntry entry)
    {
        _entries.Add(place, entry);
        _ages.Add(place, entry.Uptime);
        Bytes += entry.Length;
    }

    /// <summary>The place of the next row to be staged.</summary>
    public long NextPlace => _next + _stagedAdds.Count;

    public void StageAdd(SpoolEntry entry) => _stagedAdds.Add(entry);

    public bool IsTaken(long place) => _taken.Contains(place);

    /// <summary>Prevents a row from being taken.</summary>
    public void Reserve(long place) => _taken.Add(place);

    /// <summary>Whether the row lies in the window that the index's gaps can represent.</summary>
    public bool CanRemove(long place) => place < _first + IndexedQueue.Window;

    /// <summary>Stages the removal of a taken or reserved row.</summary>
    public void StageRemoval(long place) => _stagedRemovals.Add(place);

    public int Count(Func<SpoolEntry, bool> predicate) => _entries.Values.Count(predicate);

    public SpoolEntry Find(long place) => _entries[place];

    /// <summary>Stages the removal of rows that were spooled before an uptime, within the window and unless they are taken.</summary>
    public IEnumerable<long> StageExpired(TimeSpan before)
    {
        if (!(Oldest?.Uptime < before))
            yield break;
        var head = _first;
        for (var place = _first; place < _next && place < head + IndexedQueue.Window; place++)
        {
            if (!_taken.Contains(place) && _entries.TryGetValue(place, out var entry) && entry.Uptime < before
                && _stagedRemovals.Add(place))
                yield return place;
            if (place == head && IsRemoved(place))
                head++;
        }
    }

    /// <summary>Recomputes the ages of hits from earlier processes after the time of day was set. No hit becomes older.</summary>
    public void RecomputeAges(SpoolClock clock)
    {
        _ages.Clear();
        foreach (var (place, entry) in _entries.OrderBy(row => row.Key).ToArray())
        {
            var uptime = entry.Uptime < TimeSpan.Zero ? clock.ToEarlier(entry.SpooledAt, TimeSpan.Zero) : entry.Uptime;
            _entries[place] = entry with { Uptime = uptime > entry.Uptime ? uptime : entry.Uptime };
            _ages.Add(place, _entries[place].Uptime);
        }
    }

    /// <summary>Creates the index of this queue as it will be after the staged changes.</summary>
    public IndexedQueue CreateIndex()
    {
        var head = FindFirstStaged();
        var missing = NextPlace - head - (_entries.Count - _stagedRemovals.Count + _stagedAdds.Count);
        var gaps = new List<byte>();
        for (var at = 0; missing > 0; at++)
        {
            if (at % 8 == 0)
                gaps.Add(0);
            if (IsRemoved(head + at))
            {
                gaps[at / 8] |= (byte)(1 << (at % 8));
                missing--;
            }
        }

        return new IndexedQueue(number, cluster, head, NextPlace, [.. gaps]);
    }

    public void Apply()
    {
        _first = FindFirstStaged();
        foreach (var place in _stagedRemovals)
        {
            _entries.Remove(place, out var removed);
            Bytes -= removed.Length;
            _taken.Remove(place);
            _released.Remove(place);
        }

        foreach (var entry in _stagedAdds)
            Restore(_next++, entry);
        _cursor = Math.Max(_cursor, _first);
        Discard();
    }

    public void Discard()
    {
        _stagedAdds.Clear();
        _stagedRemovals.Clear();
    }

    /// <summary>Takes the next released or free row. Returns -1 if the window has no such row.</summary>
    public long Take()
    {
        long place;
        if (_released.Count > 0)
        {
            place = _released.Min;
            _released.Remove(place);
        }
        else
        {
            while (_cursor < _next && (!_entries.ContainsKey(_cursor) || _taken.Contains(_cursor)))
                _cursor++;
            if (_cursor >= _next || _cursor >= _first + IndexedQueue.Window)
                return -1;
            place = _cursor++;
        }

        _taken.Add(place);
        return place;
    }

    public void Release(long place)
    {
        if (_taken.Remove(place))
            _released.Add(place);
    }

    private long FindFirstStaged()
    {
        var place = _first;
        while (place < _next && IsRemoved(place))
            place++;
        return place;
    }

    private bool IsRemoved(long place) => place < _next && (!_entries.ContainsKey(place) || _stagedRemovals.Contains(place));
}
