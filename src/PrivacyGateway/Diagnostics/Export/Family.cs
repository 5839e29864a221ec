using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>A Prometheus metric family: all series of one instrument.</summary>
internal sealed class Family
{
    private readonly ConcurrentDictionary<string, Point> _points = new(StringComparer.Ordinal);
    private readonly string[]? _labels;
    private readonly bool _isPolled;

    /// <param name="instrument">The .NET instrument.</param>
    /// <param name="labels">Labels to export; values that differ in other labels are summed. Null exports all labels.</param>
    public Family(Instrument instrument, string[]? labels)
    {
        (_labels, _isPolled) = (labels, instrument.IsObservable);
        var type = instrument.GetType().GetGenericTypeDefinition();
        Kind = type == typeof(Histogram<>) ? FamilyKind.Histogram
            : (type == typeof(Counter<>) || type == typeof(ObservableCounter<>)) && !ExportedInstruments.CanDecrease(instrument)
                ? FamilyKind.Counter
            : FamilyKind.Gauge;
        Name = PrometheusName.From(instrument, Kind);
        Help = instrument.Description ?? "";
        Bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? [];
    }

    public string Name { get; }

    public FamilyKind Kind { get; }

    public string Help { get; }

    public IReadOnlyList<double> Bounds { get; }

    public IEnumerable<Point> Points => _points.Values;

    /// <summary>Clears an observable instrument, because it reports all its series at each collection.</summary>
    public void Reset()
    {
        if (_isPolled)
            _points.Clear();
    }

    public void Measure(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var point = GetOrAddPoint(tags);
        if (Kind == FamilyKind.Histogram)
            point.Record(value);
        else
            point.Add(value);
    }

    /// <summary>Copies the buckets of a series.</summary>
    public void Load(DurationSeries series)
    {
        var (sum, buckets) = series.Read();
        GetOrAddPoint(series.Labels).Load(sum.TotalSeconds, buckets);
    }

    /// <summary>Exports a series without labels at zero, for an instrument that reports nothing before its first event.</summary>
    public void Initialize() => GetOrAddPoint([]);

    private Point GetOrAddPoint(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = BuildKey(tags);
        return _points.TryGetValue(key, out var point) ? point : _points.GetOrAdd(key, new Point(FormatLabels(tags), Bounds));
    }

    /// <summary>Does not allocate for a single label.</summary>
    private string BuildKey(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = "";
        foreach (var (label, value) in tags)
        {
            if (!IsExported(label))
                continue;
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            key = key.Length == 0 ? text : $"{key}\0{text}";
        }

        return key;
    }

    private string FormatLabels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>(tags.Length);
        foreach (var (label, value) in tags)
        {
            if (IsExported(label))
                texts.Add(
                    $"{PrometheusName.From(label)}=\"{PrometheusName.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}\"");
        }

        return string.Join(',', texts);
    }

    private bool IsExported(string label) => _labels is null || Array.IndexOf(_labels, label) >= 0;
}
