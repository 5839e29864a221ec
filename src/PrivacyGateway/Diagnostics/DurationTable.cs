using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// A histogram of durations whose buckets are kept here and read when <c>/metrics</c> is. The platform's instrument stands beside it for those who
/// know no other way, OTLP and <c>dotnet-counters</c>, and costs nothing while none of them listens.
/// </summary>
internal sealed class DurationTable
{
    /// <summary>Seconds: a track domain nearby, one across an ocean, one that is in trouble, and the end of every timeout.</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly long[] BoundsInTicks = [.. Bounds.Select(static bound => TimeSpan.FromSeconds(bound).Ticks)];

    private readonly SeriesTable<DurationSeries> _series;

    public DurationTable(Meter meter, string name, string description, params string[] labels)
    {
        _series = new SeriesTable<DurationSeries>(labels, static labels => new DurationSeries(labels, BoundsInTicks));
        Instrument = meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
    }

    /// <summary>What listeners hear of it.</summary>
    public Histogram<double> Instrument { get; }

    /// <summary>A moment's view.</summary>
    public IEnumerable<DurationSeries> All => _series.All.Select(static pair => pair.Value);

    public void Record(SeriesKey key, TimeSpan took)
    {
        var series = _series[key];
        series.Record(took.Ticks);
        if (Instrument.Enabled)
            Instrument.Record(took.TotalSeconds, series.Labels);
    }

    /// <summary>Shows a series before anything is recorded.</summary>
    public void Show(SeriesKey key) => _ = _series[key];
}
