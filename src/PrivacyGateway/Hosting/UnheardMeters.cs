using System.Diagnostics.Metrics;

namespace PrivacyGateway.Hosting;

/// <summary>Gives a dry run in a serving process meters that no exporter knows: a request that is only explained is not counted.</summary>
internal sealed class UnheardMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter("PrivacyGateway.DryRun");
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
}
