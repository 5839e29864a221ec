namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// Finds the oldest row of a queue. Rows usually arrive in order of age; deferred rows are older than the rows before them.
/// </summary>
internal sealed class AgeIndex
{
    private readonly Queue<long> _inOrder = [];
    private readonly PriorityQueue<long, TimeSpan> _outOfOrder = new();
    private TimeSpan _latest = TimeSpan.MinValue;

    public void Add(long place, TimeSpan spooledAt)
    {
        if (spooledAt < _latest)
        {
            _outOfOrder.Enqueue(place, spooledAt);
            return;
        }

        _inOrder.Enqueue(place);
        _latest = spooledAt;
    }

    public void Clear()
    {
        _inOrder.Clear();
        _outOfOrder.Clear();
        _latest = TimeSpan.MinValue;
    }

    /// <param name="entries">The existing rows. Rows that have been removed since they were added are dropped here.</param>
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
