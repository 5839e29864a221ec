using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>All series of one instrument, under the name that Prometheus gives it.</summary>
internal sealed class Family
{
    private readonly ConcurrentDictionary<string, Point> _points = new(StringComparer.Ordinal);
    private readonly string[]? _labels;
    private readonly bool _isPolled;

    /// <param name="instrument">What is measured.</param>
    /// <param name="labels">Labels that leave, the others are added up; null means all.</param>
    public Family(Instrument instrument, string[]? labels)
    {
        (_labels, _isPolled) = (labels, instrument.IsObservable);
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Histogram<>) ? FamilyKind.Histogram
            : (type == typeof(Counter<>) || type == typeof(ObservableCounter<>)) && !ExportedInstruments.Falls(instrument) ? FamilyKind.Counter
            : FamilyKind.Gauge;
        Name = PrometheusName.Of(instrument, Kind);
        Help = instrument.Description ?? "";
        Bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
    }

    public string Name { get; }

    public FamilyKind Kind { get; }

    public string Help { get; }

    public IReadOnlyList<double> Bounds { get; }

    public IEnumerable<Point> Points => _points.Values;

    /// <summary>What is asked for each time tells all its series anew.</summary>
    public void Forget()
    {
        if (_isPolled)
            _points.Clear();
    }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var point = PointOf(tags);
        if (Kind == FamilyKind.Histogram)
            point.Record(value);
        else
            point.Add(value);
    }

    /// <summary>Takes over a series that counted its durations itself.</summary>
    public void Load(DurationSeries series)
    {
        var (sum, buckets) = series.Read();
        PointOf(series.Labels).Load(sum.TotalSeconds, buckets);
    }

    /// <summary>Shows a series without labels at zero, for what reports nothing before it happens.</summary>
    public void Show() => PointOf([]);

    private Point PointOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = KeyOf(tags);
        return _points.TryGetValue(key, out var point) ? point : _points.GetOrAdd(key, new Point(TextOf(tags), Bounds));
    }

    /// <summary>Costs nothing where one label says it all.</summary>
    private string KeyOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = "";
        foreach (var (label, value) in tags)
        {
            if (!Leaves(label))
                continue;
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            key = key.Length == 0 ? text : $"{key}\0{text}";
        }

        return key;
    }

    private string TextOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>(tags.Length);
        foreach (var (label, value) in tags)
        {
            if (Leaves(label))
                texts.Add($"{PrometheusName.Of(label)}=\"{PrometheusName.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        }

        return string.Join(',', texts);
    }

    private bool Leaves(string label) => _labels is null || Array.IndexOf(_labels, label) >= 0;
}
