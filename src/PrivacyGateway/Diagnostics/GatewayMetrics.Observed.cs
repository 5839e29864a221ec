using System.Diagnostics.Metrics;

namespace PrivacyGateway.Diagnostics;

/// <summary>Instruments that are read at each collection.</summary>
internal sealed partial class GatewayMetrics
{
    /// <summary>Registers a gauge that is read at each collection.</summary>
    public void Observe(string name, string? unit, string description, Func<double> read) =>
        _meter.CreateObservableGauge(name, read, unit, description);

    /// <summary>Registers a counter that is read at each collection.</summary>
    public void ObserveTotal(string name, string unit, string description, Func<long> read) =>
        _meter.CreateObservableCounter(name, read, unit, description);

    /// <summary>Registers an info metric: its value is always 1, and its labels carry the information.</summary>
    public void ObserveInfo(string name, string description, Func<KeyValuePair<string, object?>[]> read) =>
        _meter.CreateObservableGauge(name, () => new Measurement<int>(1, read()), unit: null, description);

    /// <summary>Registers a gauge with a series for each value of a label.</summary>
    public void Observe(string name, string? unit, string description, string label,
        Func<IEnumerable<(string Value, double Number)>> read) => _meter.CreateObservableGauge(
        name, () => read()
            .Select(one => new Measurement<double>(one.Number, new KeyValuePair<string, object?>(label, one.Value))), unit, description);

    /// <summary>Registers the spool's instruments.</summary>
    public void ObserveSpool(Func<SpoolReading> read)
    {
        Observe("gateway.spool.available", null, "1 while the spool accepts hits; 0 while it refuses them: /readyz names the reason.",
            () => read().IsAvailable ? 1 : 0);
        Observe("gateway.spool.rows", "{hit}", "Spooled hits.", () => read().Rows);
        Observe("gateway.spool.bytes", "By", "Bytes of the spooled hits.", () => read().Bytes);
        Observe("gateway.spool.fill", "1", "Fill level of the spool, by hits or bytes, whichever is higher: at 1 it accepts no more.",
            () => read().Fill);
        Observe("gateway.spool.age", "s", "Age of the oldest spooled hit.", () => read().Age.TotalSeconds);
        Observe("gateway.spool.commit.age", "s", "Duration of the commit in progress; 0 while the disk is idle.",
            () => read().CommitAge.TotalSeconds);
        _meter.CreateObservableCounter("gateway.spool.expired", () => Known(read(), static reading => reading.Expired), "{hit}",
            "Accepted hits that expired before delivery.");
        _meter.CreateObservableCounter("gateway.spool.destroyed", () => Known(read(), static reading => reading.Destroyed), "{hit}",
            "Accepted hits that were lost to damaged files.");
    }

    /// <summary>Registers the state of each track domain's circuit.</summary>
    public void ObserveBreakers(Func<IEnumerable<(string TrackDomain, bool IsOpen)>> read) => Observe(
        "gateway.upstream.breaker.open",
        null,
        "1 while the circuit of a track domain is open because too many attempts failed.",
        "track_domain",
        () => read().Select(static breaker => (breaker.TrackDomain, breaker.IsOpen ? 1d : 0d)));

    /// <summary>Registers the availability of each destination.</summary>
    public void ObserveDestinations(
        Func<IEnumerable<(string TrackDomain, string Destination, bool IsAvailable)>> read) => _meter.CreateObservableGauge(
        "gateway.upstream.destination.available",
        () => read().Select(static one => new Measurement<double>(
            one.IsAvailable ? 1 : 0, new("track_domain", one.TrackDomain), new("destination", one.Destination))),
        null,
        "1 while hits are sent to a destination; 0 while a health check or its circuit takes it out of use.");

    /// <summary>Registers the size of the script cache.</summary>
    public void ObserveCache(Func<(long Entries, long Bytes)> read)
    {
        _meter.CreateObservableGauge("gateway.cache.entries", () => read().Entries, "{entry}", "Entries in the script cache.");
        _meter.CreateObservableGauge("gateway.cache.bytes", () => read().Bytes, "By", "Bytes of the script cache, keys included.");
    }

    /// <summary>
    /// The totals persist across restarts and are unknown until the spool is open; exporting 0 would look like a counter reset.
    /// </summary>
    private static IEnumerable<Measurement<long>> Known(SpoolReading reading, Func<SpoolReading, long> total) =>
        reading.HasTotals ? [new Measurement<long>(total(reading))] : [];
}
