using System.Diagnostics.Metrics;

namespace PrivacyGateway.Tests.Diagnostics;

/// <summary>A host's meters: only readers of these meters receive their instruments.</summary>
internal sealed class OwnMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
}
