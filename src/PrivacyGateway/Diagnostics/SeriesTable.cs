using System.Collections.Concurrent;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Series by the values of their labels. A series stays until the process ends, also when a reload takes its route away: a number that is gone
/// looks like a restart to those who add up.
/// </summary>
/// <param name="labels">The names of the labels.</param>
/// <param name="create">Makes a series at zero from its labels as a collector reads them.</param>
internal sealed class SeriesTable<TSeries>(string[] labels, Func<KeyValuePair<string, object?>[], TSeries> create)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<SeriesKey, TSeries> _series = new();
    private int _count;

    /// <summary>A moment's view.</summary>
    public IEnumerable<KeyValuePair<SeriesKey, TSeries>> All => _series;

    /// <summary>The series of these label values, which begins if it is new.</summary>
    public TSeries this[SeriesKey key] => _series.TryGetValue(key, out var series) ? series : Begin(key);

    private TSeries Begin(SeriesKey key)
    {
        if (Interlocked.Increment(ref _count) <= CounterTable.MostSeries)
            return _series.GetOrAdd(key, Create);
        Interlocked.Decrement(ref _count);
        return _series.GetOrAdd(new SeriesKey(Other, Other, Other, Other, Other), Create);
    }

    private TSeries Create(SeriesKey key) => create([.. labels.Select((label, i) => new KeyValuePair<string, object?>(label, key[i]))]);
}
