using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// A counter that stores its own values and is read only on collection. A
/// hit pays for a lookup and an addition, however many listeners there are.
/// </summary>
internal sealed class CounterTable
{
    /// <summary>
    /// Label values come from configuration and code only, which bounds the
    /// number of series. If that assumption fails, memory stays bounded.
    /// </summary>
    public const int MaxSeries = 10_000;

    private readonly SeriesTable<Series> _series;

    public CounterTable(Meter meter, string name, string unit, string description, params string[] labels)
    {
        _series = new SeriesTable<Series>(labels, static labels => new Series(labels));
        meter.CreateObservableCounter(name, Observe, unit, description);
    }

    /// <summary>The current values by label values.</summary>
    public IEnumerable<(SeriesKey Key, long Value)> All => _series.All.Select(static pair => (pair.Key, pair.Value.Value));

    /// <summary>Adds to a series; a new series starts at zero.</summary>
    public void Add(SeriesKey key, long count) => _series[key].Add(count);

    /// <summary>Exports a series at zero: <c>increase()</c> misses the first step of a series that appears with it.</summary>
    /// <returns>The series, which a caller may keep to skip the lookup.</returns>
    public Series Initialize(SeriesKey key) => _series[key];

    private IEnumerable<Measurement<long>> Observe() =>
        _series.All.Select(static pair => new Measurement<long>(pair.Value.Value, pair.Value.Labels));
}
