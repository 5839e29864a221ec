using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// A counter whose numbers are kept here and only read when somebody collects: a hit pays for a look into a table and an addition, whoever listens.
/// A series stays until the process ends, also when a reload takes its route away: a number that is gone looks like a restart to those who add up.
/// </summary>
internal sealed class CounterTable
{
    /// <summary>No label is a client's, so there are as many series as configuration and code have names. Should that ever be wrong, memory stays bounded.</summary>
    public const int MostSeries = 10_000;

    private const string Other = "other";

    private readonly ConcurrentDictionary<SeriesKey, Series> _series = new();
    private readonly string[] _labels;
    private readonly Func<SeriesKey, Series> _create;
    private int _count;

    public CounterTable(Meter meter, string name, string unit, string description, params string[] labels)
    {
        _labels = labels;
        _create = Create;
        meter.CreateObservableCounter(name, Observe, unit, description);
    }

    /// <summary>A moment's view: label values and number.</summary>
    public IEnumerable<(SeriesKey Key, long Value)> All => _series.Select(static pair => (pair.Key, pair.Value.Value));

    /// <summary>Adds to a series, which begins at zero if it is new.</summary>
    public void Add(SeriesKey key, long count)
    {
        if (!_series.TryGetValue(key, out var series))
            series = Begin(key);
        series.Add(count);
    }

    /// <summary>Shows a series before anything is counted: who watches for growth does not see the first step of one that appears with it.</summary>
    public void Show(SeriesKey key) => Add(key, 0);

    private Series Begin(SeriesKey key)
    {
        if (Interlocked.Increment(ref _count) <= MostSeries)
            return _series.GetOrAdd(key, _create);
        Interlocked.Decrement(ref _count);
        return _series.GetOrAdd(new SeriesKey(Other, Other, Other, Other, Other), _create);
    }

    private Series Create(SeriesKey key) => new([.. _labels.Select((label, i) => new KeyValuePair<string, object?>(label, key[i]))]);

    private IEnumerable<Measurement<long>> Observe() => _series.Values.Select(static series => new Measurement<long>(series.Value, series.Labels));
}
