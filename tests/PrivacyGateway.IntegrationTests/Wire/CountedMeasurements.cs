using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>
/// The counters of the gateways in this process: "name label=value … number". Gateways in separate processes are not included.
/// </summary>
internal sealed class CountedMeasurements : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public CountedMeasurements()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == GatewayMetrics.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (value > 0)
                _sums.AddOrUpdate(instrument.Name
                    + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}")), value, (_, sum) => sum + value);
        });
        _listener.Start();
    }

    /// <summary>
    /// The counters that are not zero, in alphabetical order. The gateways must still be running: the counters are read now.
    /// </summary>
    public IReadOnlyList<string> Read()
    {
        _sums.Clear();
        _listener.RecordObservableInstruments();
        return [.. _sums.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();
}
