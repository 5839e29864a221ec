using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>
/// A histogram of durations that stores its own buckets, which <c>/metrics</c> reads. A .NET instrument also records for listeners such as
/// OTLP and <c>dotnet-counters</c>; it costs nothing while none listens.
/// </summary>
internal sealed class DurationTable
{
    /// <summary>Seconds, from a nearby track domain over a remote or slow one up to the longest timeout.</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly long[] BoundsInTicks = [.. Bounds.Select(static bound => TimeSpan.FromSeconds(bound).Ticks)];

    private readonly SeriesTable<DurationSeries> _series;

    public DurationTable(Meter meter, string name, string description, params string[] labels)
    {
        _series = new SeriesTable<DurationSeries>(labels, static labels => new DurationSeries(labels, BoundsInTicks));
        Instrument = meter.CreateHistogram(
            name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Bounds });
    }

    /// <summary>The instrument for listeners.</summary>
    public Histogram<double> Instrument { get; }

    /// <summary>The current series.</summary>
    public IEnumerable<DurationSeries> All => _series.All.Select(static pair => pair.Value);

    public void Record(SeriesKey key, TimeSpan duration)
    {
        var series = _series[key];
        series.Record(duration.Ticks);
        if (Instrument.Enabled)
            Instrument.Record(duration.TotalSeconds, series.Labels);
    }

    /// <summary>Exports a series at zero.</summary>
    public void Initialize(SeriesKey key) => _ = _series[key];
}
