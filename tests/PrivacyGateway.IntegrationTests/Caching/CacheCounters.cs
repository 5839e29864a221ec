using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Hosting;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Caching;

/// <summary>The counters of one gateway's script cache. They are observable: they report only when they are read.</summary>
internal sealed class CacheCounters : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public CacheCounters(GatewayHost host)
    {
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Name.StartsWith("gateway.cache.", StringComparison.Ordinal))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(
            value, tags.Length == 0 ? instrument.Name["gateway.cache.".Length..] : (string)tags[0].Value!));
        _listener.Start();
    }

    /// <summary>By outcome, or by the name's last part.</summary>
    public long this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            lock (_lock)
                return _sums.GetValueOrDefault(name);
        }
    }

    /// <summary>Waits for this count.</summary>
    public Task WaitForAsync(string name, long count) =>
        Eventually.HoldsAsync(() => this[name] >= count, () => $"{this[name]} of {count} {name}");

    public void Dispose() => _listener.Dispose();

    private void Add(long value, string name)
    {
        lock (_lock)
            _sums[name] = value;
    }
}
