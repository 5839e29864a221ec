namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Reads how much the counters have grown since the last call.</summary>
internal sealed class CounterDeltas(GatewayMetrics metrics)
{
    private readonly Dictionary<(CounterTable Table, SeriesKey Key), long> _previous = [];

    public Totals Take()
    {
        var totals = new Totals();
        foreach (var (key, gained) in Gained(metrics.Hits))
            totals.Hits[new Totals.HitRow(key.A, key.B, key.C, key.D == "true", key.E)] = gained;
        foreach (var (key, gained) in Gained(metrics.Stripped))
            totals.Stripped[new Totals.StrippedRow(key.A, key.B, Enforced: true)] = gained;
        foreach (var (key, gained) in Gained(metrics.ShadowStripped))
            totals.Stripped[new Totals.StrippedRow(key.A, key.B, Enforced: false)] = gained;
        foreach (var (key, gained) in Gained(metrics.Unknown))
            totals.UnknownParameters[key.A] = gained;
        foreach (var (key, gained) in Gained(metrics.PageMismatches))
            totals.Mismatches[new Totals.MismatchRow(key.A, key.B)] = gained;
        foreach (var (_, gained) in Gained(metrics.GuardViolations))
            totals.GuardViolations += gained;
        return totals;
    }

    private IEnumerable<(SeriesKey Key, long Gained)> Gained(CounterTable table)
    {
        foreach (var (key, value) in table.All)
        {
            var gained = value - _previous.GetValueOrDefault((table, key));
            if (gained == 0)
                continue;
            _previous[(table, key)] = value;
            yield return (key, gained);
        }
    }
}
