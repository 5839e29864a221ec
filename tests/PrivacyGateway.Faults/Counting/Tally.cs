namespace PrivacyGateway.Faults.Counting;

/// <summary>The outcome of each hit by its id: the browsers write one side of it, the track domain the other.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HitOutcome> _outcomes = [];
    private readonly List<TimeSpan> _latencies = [];
    private int _replayed;

    public int Hits => Count(static _ => true);

    public int Unanswered => Count(static outcome => outcome.Response == BrowserOutcome.None);

    public int Refused => Count(static outcome => outcome.Response == BrowserOutcome.Refused);

    public int Unexpected => Count(static outcome => outcome.Response == BrowserOutcome.Unexpected);

    /// <summary>Arrivals of hits that the browser had discarded by then: they came from the spool.</summary>
    public int Replayed => Volatile.Read(ref _replayed);

    /// <summary>Arrivals beyond the first of each hit.</summary>
    public int Duplicates
    {
        get
        {
            lock (_lock)
                return _outcomes.Values.Sum(static outcome => Math.Max(0, outcome.Arrivals - 1));
        }
    }

    /// <summary>Hits that the browser has discarded after a 2xx.</summary>
    public IReadOnlyList<int> Accepted => Ids(static outcome => outcome.Response == BrowserOutcome.Accepted);

    /// <summary>Of those, the ones that have not reached the track domain.</summary>
    public IReadOnlyList<int> AcceptedNotDelivered =>
        Ids(static outcome => outcome.Response == BrowserOutcome.Accepted && !outcome.IsDelivered);

    public bool IsAccepted(int id)
    {
        lock (_lock)
            return _outcomes.TryGetValue(id, out var outcome) && outcome.Response == BrowserOutcome.Accepted;
    }

    /// <summary>From the first byte of the request to the last of the response, in the order of the responses.</summary>
    public IReadOnlyList<TimeSpan> Latencies
    {
        get
        {
            lock (_lock)
                return [.. _latencies];
        }
    }

    public void Sent(IEnumerable<int> ids) => Each(ids, static _ => { });

    public void Responded(IEnumerable<int> ids, BrowserOutcome response, TimeSpan duration)
    {
        Each(ids, outcome => outcome.Response = response);
        lock (_lock)
            _latencies.Add(duration);
    }

    public void Arrived(IEnumerable<int> ids) => Each(ids, outcome =>
    {
        outcome.Arrivals++;
        if (outcome.Response == BrowserOutcome.Accepted)
            Interlocked.Increment(ref _replayed);
    });

    public void Taken(IEnumerable<int> ids) => Each(ids, static outcome => outcome.IsDelivered = true);

    private void Each(IEnumerable<int> ids, Action<HitOutcome> action)
    {
        lock (_lock)
        {
            foreach (var id in ids)
            {
                if (!_outcomes.TryGetValue(id, out var outcome))
                    _outcomes[id] = outcome = new HitOutcome();
                action(outcome);
            }
        }
    }

    private int Count(Func<HitOutcome, bool> condition)
    {
        lock (_lock)
            return _outcomes.Values.Count(condition);
    }

    private IReadOnlyList<int> Ids(Func<HitOutcome, bool> condition)
    {
        lock (_lock)
            return [.. _outcomes.Where(outcome => condition(outcome.Value)).Select(static outcome => outcome.Key)];
    }
}
