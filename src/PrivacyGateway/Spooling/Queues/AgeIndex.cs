namespace PrivacyGateway.Spooling.Queues;

/// <summary>Which row of a queue is the oldest: the first of those that came in the order of their age, or one that was deferred behind younger ones.</summary>
internal sealed class AgeIndex
{
    private readonly Queue<long> _inOrder = [];
    private readonly PriorityQueue<long, TimeSpan> _outOfOrder = new();
    private TimeSpan _latest = TimeSpan.MinValue;

    public void Add(long place, TimeSpan keptAt)
    {
        if (keptAt < _latest)
        {
            _outOfOrder.Enqueue(place, keptAt);
            return;
        }

        _inOrder.Enqueue(place);
        _latest = keptAt;
    }

    public void Clear()
    {
        _inOrder.Clear();
        _outOfOrder.Clear();
        _latest = TimeSpan.MinValue;
    }

    /// <param name="entries">Those that are there; what has left since it was added is forgotten here.</param>
    public SpoolEntry? Oldest(Dictionary<long, SpoolEntry> entries)
    {
        SpoolEntry inOrder = default, outOfOrder = default;
        while (_inOrder.TryPeek(out var place) && !entries.TryGetValue(place, out inOrder))
            _inOrder.Dequeue();
        while (_outOfOrder.TryPeek(out var place, out _) && !entries.TryGetValue(place, out outOfOrder))
            _outOfOrder.Dequeue();
        if (_inOrder.Count == 0)
            return _outOfOrder.Count == 0 ? null : outOfOrder;
        return _outOfOrder.Count == 0 || inOrder.Uptime <= outOfOrder.Uptime ? inOrder : outOfOrder;
    }
}
