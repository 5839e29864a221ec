using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PrivacyGateway.Diagnostics;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>What the gateways of this very process have counted: "name label=value … number". Hosts in processes of their own are not heard here.</summary>
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
                _sums.AddOrUpdate(instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}")), value, (_, sum) => sum + value);
        });
        _listener.Start();
    }

    /// <summary>What is not zero, in alphabetical order. The gateways must not be gone yet: they are asked now.</summary>
    public IReadOnlyList<string> Read()
    {
        _sums.Clear();
        _listener.RecordObservableInstruments();
        return [.. _sums.Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();
}
