using System.Diagnostics.Metrics;

namespace PrivacyGateway.Tests.Diagnostics;

/// <summary>A host's meters: what is made here is heard by readers of these meters alone.</summary>
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
