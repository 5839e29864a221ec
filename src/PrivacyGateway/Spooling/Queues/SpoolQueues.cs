using System.Text;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>The queues of all clusters.</summary>
internal sealed class SpoolQueues
{
    /// <summary>With this number of clusters and names of at most <see cref="MaxNameBytes"/>, the index always fits in its slot.</summary>
    public const int MaxClusters = 64;
    public const int MaxNameBytes = 200;

    private readonly List<SpoolQueue> _queues = [];

    private int _nextNumber;

    public SpoolQueues(SpoolIndex index)
    {
        _nextNumber = index.NextNumber;
        foreach (var queue in index.Queues)
            _queues.Add(new SpoolQueue(queue.Number, queue.Cluster, queue.First, queue.Next));
    }

    public long Rows => _queues.Sum(queue => (long)queue.Rows);

    public long Bytes => _queues.Sum(queue => queue.Bytes);

    public SpoolEntry? Oldest =>
        _queues.Select(queue => queue.Oldest).Where(entry => entry is not null).MinBy(entry => entry!.Value.Uptime);

    public IReadOnlyDictionary<string, int> Waiting =>
        _queues.Where(queue => queue.Rows > 0).ToDictionary(queue => queue.Cluster, queue => queue.Rows, StringComparer.Ordinal);

    public SpoolQueue? Find(string cluster) => _queues.Find(queue => queue.Cluster == cluster);

    public SpoolQueue? FindByRow(long id) => _queues.Find(queue => queue.Number == RowId.Cluster(id));

    /// <summary>
    /// Returns the cluster's queue, creating it if necessary; null if there are too many clusters or the name is too long.
    /// </summary>
    public SpoolQueue? FindOrAdd(string cluster)
    {
        if (Find(cluster) is { } known)
            return known;
        if (_queues.Count >= MaxClusters)
            _queues.RemoveAll(queue => queue.IsIdle);
        if (_queues.Count >= MaxClusters || Encoding.UTF8.GetByteCount(cluster) > MaxNameBytes)
            return null;

        var added = new SpoolQueue(_nextNumber++, cluster, first: 1, next: 1);
        _queues.Add(added);
        return added;
    }

    public IEnumerable<long> StageExpired(TimeSpan before) =>
        _queues.SelectMany(queue => queue.StageExpired(before).Select(place => RowId.Create(queue.Number, place)));

    public SpoolIndex CreateIndex(SpoolIndex index) => index with
    {
        NextNumber = _nextNumber,
        Queues = _queues.ConvertAll(queue => queue.CreateIndex()),
    };

    public void Apply() => _queues.ForEach(queue => queue.Apply());

    public void Discard() => _queues.ForEach(queue => queue.Discard());

    public int Count(Func<SpoolEntry, bool> predicate) => _queues.Sum(queue => queue.Count(predicate));

    public void RecomputeAges(SpoolClock clock) => _queues.ForEach(queue => queue.RecomputeAges(clock));

    public void Release(long id) => FindByRow(id)?.Release(RowId.Place(id));
}
