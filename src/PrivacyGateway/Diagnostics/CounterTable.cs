using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// A counter whose numbers are kept here and only read when somebody collects: a hit pays for a look into a table and an addition, whoever listens.
/// </summary>
internal sealed class CounterTable
{
    /// <summary>No label is a client's, so there are as many series as configuration and code have names. Should that ever be wrong, memory stays bounded.</summary>
    public const int MostSeries = 10_000;

    private readonly SeriesTable<Series> _series;

    public CounterTable(Meter meter, string name, string unit, string description, params string[] labels)
    {
        _series = new SeriesTable<Series>(labels, static labels => new Series(labels));
        meter.CreateObservableCounter(name, Observe, unit, description);
    }

    /// <summary>A moment's view: label values and number.</summary>
    public IEnumerable<(SeriesKey Key, long Value)> All => _series.All.Select(static pair => (pair.Key, pair.Value.Value));

    /// <summary>Adds to a series, which begins at zero if it is new.</summary>
    public void Add(SeriesKey key, long count) => _series[key].Add(count);

    /// <summary>Shows a series before anything is counted: who watches for growth does not see the first step of one that appears with it.</summary>
    /// <returns>The series, for a caller that adds to it often.</returns>
    public Series Show(SeriesKey key) => _series[key];

    private IEnumerable<Measurement<long>> Observe() => _series.All.Select(static pair => new Measurement<long>(pair.Value.Value, pair.Value.Labels));
}
