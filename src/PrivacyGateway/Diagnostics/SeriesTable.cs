using System.Collections.Concurrent;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// Stores series by label values. A series is never removed, even if a reload removes its route: a collector would take that for a
/// counter reset.
/// </summary>
/// <param name="labels">The names of the labels.</param>
/// <param name="create">Creates a series at zero from its exported labels.</param>
internal sealed class SeriesTable<TSeries>(string[] labels, Func<KeyValuePair<string, object?>[], TSeries> create)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<SeriesKey, TSeries> _series = new();
    private int _count;

    /// <summary>The current series.</summary>
    public IEnumerable<KeyValuePair<SeriesKey, TSeries>> All => _series;

    /// <summary>The series of these label values; created if new.</summary>
    public TSeries this[SeriesKey key] => _series.TryGetValue(key, out var series) ? series : Add(key);

    private TSeries Add(SeriesKey key)
    {
        if (Interlocked.Increment(ref _count) <= CounterTable.MaxSeries)
            return _series.GetOrAdd(key, Create);
        Interlocked.Decrement(ref _count);
        return _series.GetOrAdd(new SeriesKey(Other, Other, Other, Other, Other), Create);
    }

    private TSeries Create(SeriesKey key) => create([.. labels.Select((label, i) => new KeyValuePair<string, object?>(label, key[i]))]);
}
