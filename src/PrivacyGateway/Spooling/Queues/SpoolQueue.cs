namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// One cluster's rows, in memory: which there are, which are taken. What a commit will change is staged first, told to the ledger, and
/// applied only when the commit is on the disk.
/// </summary>
internal sealed class SpoolQueue(int number, string cluster, long first, long next)
{
    private readonly Dictionary<long, SpoolEntry> _entries = [];
    private readonly HashSet<long> _taken = [];
    private readonly SortedSet<long> _released = [];
    private readonly AgeIndex _ages = new();
    private readonly List<SpoolEntry> _arriving = [];
    private readonly HashSet<long> _leaving = [];

    private long _first = first;
    private long _next = next;

    /// <summary>Everything below has been taken, is gone, or was released.</summary>
    private long _cursor = first;

    public string Cluster => cluster;

    public int Number => number;

    public int Rows => _entries.Count;

    public long Bytes { get; private set; }

    public bool IsIdle => _entries.Count == 0 && _arriving.Count == 0 && _taken.Count == 0;

    public SpoolEntry? Oldest => _ages.Oldest(_entries);

    /// <summary>A row that was found in the file.</summary>
    public void Restore(long place, SpoolEntry entry)
    {
        _entries.Add(place, entry);
        _ages.Add(place, entry.Uptime);
        Bytes += entry.Length;
    }

    /// <summary>The place that the next row will have.</summary>
    public long NextPlace => _next + _arriving.Count;

    public void Arrive(SpoolEntry entry) => _arriving.Add(entry);

    public bool IsTaken(long place) => _taken.Contains(place);

    /// <summary>Keeps a row from being taken.</summary>
    public void Reserve(long place) => _taken.Add(place);

    /// <summary>Whether the record of gaps reaches as far as this row.</summary>
    public bool CanLeave(long place) => place < _first + LedgerQueue.Window;

    /// <summary>A row that was taken, or reserved, will go.</summary>
    public void Leave(long place) => _leaving.Add(place);

    public int Count(Func<SpoolEntry, bool> predicate) => _entries.Values.Count(predicate);

    public SpoolEntry Find(long place) => _entries[place];

    /// <summary>The rows that were kept before that uptime will go, as far as the record of gaps reaches, except those that somebody has taken.</summary>
    public IEnumerable<long> Expire(TimeSpan before)
    {
        if (!(Oldest?.Uptime < before))
            yield break;
        var head = _first;
        for (var place = _first; place < _next && place < head + LedgerQueue.Window; place++)
        {
            if (!_taken.Contains(place) && _entries.TryGetValue(place, out var entry) && entry.Uptime < before && _leaving.Add(place))
                yield return place;
            if (place == head && IsGone(place))
                head++;
        }
    }

    /// <summary>The time of day was set back: hits of an earlier process, whose age came from it, are no older than it says now.</summary>
    public void Rejuvenate(SpoolClock clock)
    {
        _ages.Clear();
        foreach (var (place, entry) in _entries.OrderBy(row => row.Key).ToArray())
        {
            var uptime = entry.Uptime < TimeSpan.Zero ? clock.ToEarlier(entry.KeptAt, TimeSpan.Zero) : entry.Uptime;
            _entries[place] = entry with { Uptime = uptime > entry.Uptime ? uptime : entry.Uptime };
            _ages.Add(place, _entries[place].Uptime);
        }
    }

    /// <summary>What the ledger will say once everything staged is done.</summary>
    public LedgerQueue Staged()
    {
        var head = FirstStaged();
        var missing = NextPlace - head - (_entries.Count - _leaving.Count + _arriving.Count);
        var gaps = new List<byte>();
        for (var at = 0; missing > 0; at++)
        {
            if (at % 8 == 0)
                gaps.Add(0);
            if (IsGone(head + at))
            {
                gaps[at / 8] |= (byte)(1 << (at % 8));
                missing--;
            }
        }

        return new LedgerQueue(number, cluster, head, NextPlace, [.. gaps]);
    }

    public void Apply()
    {
        _first = FirstStaged();
        foreach (var place in _leaving)
        {
            _entries.Remove(place, out var gone);
            Bytes -= gone.Length;
            _taken.Remove(place);
            _released.Remove(place);
        }

        foreach (var entry in _arriving)
            Restore(_next++, entry);
        _cursor = Math.Max(_cursor, _first);
        Discard();
    }

    public void Discard()
    {
        _arriving.Clear();
        _leaving.Clear();
    }

    /// <summary>Takes the oldest that is free, or returns -1.</summary>
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
            if (_cursor >= _next || _cursor >= _first + LedgerQueue.Window)
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

    private long FirstStaged()
    {
        var place = _first;
        while (place < _next && IsGone(place))
            place++;
        return place;
    }

    private bool IsGone(long place) => place < _next && (!_entries.ContainsKey(place) || _leaving.Contains(place));
}
