using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics.Export;

/// <summary>Listens to the exported instruments, and stores the measurements of those that cannot be observed on demand.</summary>
internal sealed class MetricReader : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _collecting = new();
    private readonly List<Family> _families = [];
    private readonly IReadOnlyList<(DurationTable Table, Family Family)> _durations;

    /// <param name="meters">This host's meters; meters of other hosts in the process are ignored.</param>
    /// <param name="durations">Histograms that are read directly, without the listener.</param>
    public MetricReader(IMeterFactory meters, IReadOnlyList<DurationTable> durations)
    {
        _durations = [.. durations.Select(static table => (table, new Family(table.Instrument, labels: null)))];
        _families.AddRange(_durations.Select(static one => one.Family));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if ((instrument.Meter.Scope is not null && instrument.Meter.Scope != meters)
                || !ExportedInstruments.TryFind(instrument, out var labels) || durations.Any(table => table.Instrument == instrument))
                return;

            var family = new Family(instrument, labels);
            if (labels is not null && !instrument.IsObservable)
                family.Initialize();
            lock (_collecting)
                _families.Add(family);
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => ((Family)family!).Measure(value, tags));
        _listener.Start();
    }

    /// <summary>Collects all families and passes them to <paramref name="write"/> ordered by name; one collection at a time.</summary>
    public string Collect(Func<IEnumerable<Family>, string> write)
    {
        lock (_collecting)
        {
            foreach (var family in _families)
                family.Reset();
            _listener.RecordObservableInstruments();
            foreach (var (table, family) in _durations)
            {
                foreach (var series in table.All)
                    family.Load(series);
            }

            return write(_families.OrderBy(static family => family.Name, StringComparer.Ordinal));
        }
    }

    public void Dispose() => _listener.Dispose();
}
