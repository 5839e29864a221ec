namespace PrivacyGateway.Faults.Counting;

/// <summary>The fate of each hit by its id: the browsers write on one side of it, the track domain on the other.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, HitFate> _fates = [];
    private readonly List<TimeSpan> _latencies = [];
    private int _replayed;

    public int Hits => Count(static _ => true);

    public int Unanswered => Count(static fate => fate.Answer == Answer.None);

    public int Refused => Count(static fate => fate.Answer == Answer.Refused);

    public int Unexpected => Count(static fate => fate.Answer == Answer.Unexpected);

    /// <summary>Arrivals of hits that the browser had forgotten by then: they came from the spool.</summary>
    public int Replayed => Volatile.Read(ref _replayed);

    /// <summary>Arrivals beyond the first of each hit.</summary>
    public int Duplicates
    {
        get
        {
            lock (_lock)
                return _fates.Values.Sum(static fate => Math.Max(0, fate.Arrivals - 1));
        }
    }

    /// <summary>Those that the browser has forgotten, because it was told so.</summary>
    public IReadOnlyList<int> Accepted => Ids(static fate => fate.Answer == Answer.Accepted);

    /// <summary>Of those, the ones that have not reached the track domain.</summary>
    public IReadOnlyList<int> AcceptedNotDelivered => Ids(static fate => fate.Answer == Answer.Accepted && !fate.IsDelivered);

    public bool IsAccepted(int id)
    {
        lock (_lock)
            return _fates.TryGetValue(id, out var fate) && fate.Answer == Answer.Accepted;
    }

    /// <summary>From the first byte of the request to the last of the answer, in the order of the answers.</summary>
    public IReadOnlyList<TimeSpan> Latencies
    {
        get
        {
            lock (_lock)
                return [.. _latencies];
        }
    }

    public void Sent(IEnumerable<int> ids) => Each(ids, static _ => { });

    public void Answered(IEnumerable<int> ids, Answer answer, TimeSpan took)
    {
        Each(ids, fate => fate.Answer = answer);
        lock (_lock)
            _latencies.Add(took);
    }

    public void Arrived(IEnumerable<int> ids) => Each(ids, fate =>
    {
        fate.Arrivals++;
        if (fate.Answer == Answer.Accepted)
            Interlocked.Increment(ref _replayed);
    });

    public void Taken(IEnumerable<int> ids) => Each(ids, static fate => fate.IsDelivered = true);

    private void Each(IEnumerable<int> ids, Action<HitFate> action)
    {
        lock (_lock)
        {
            foreach (var id in ids)
            {
                if (!_fates.TryGetValue(id, out var fate))
                    _fates[id] = fate = new HitFate();
                action(fate);
            }
        }
    }

    private int Count(Func<HitFate, bool> condition)
    {
        lock (_lock)
            return _fates.Values.Count(condition);
    }

    private IReadOnlyList<int> Ids(Func<HitFate, bool> condition)
    {
        lock (_lock)
            return [.. _fates.Where(fate => condition(fate.Value)).Select(static fate => fate.Key)];
    }
}
