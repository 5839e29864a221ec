namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>What the counters have gained since they were last asked.</summary>
internal sealed class CountedSince(GatewayMetrics metrics)
{
    private readonly Dictionary<(CounterTable Table, SeriesKey Key), long> _before = [];

    public Totals Take()
    {
        var totals = new Totals();
        foreach (var (key, gained) in Gained(metrics.Hits))
            totals.Hits[new HitRow(key.A, key.B, key.C, key.D == "true", key.E)] = gained;
        foreach (var (key, gained) in Gained(metrics.Withheld))
            totals.Withheld[new WithheldRow(key.A, key.B, Enforced: true)] = gained;
        foreach (var (key, gained) in Gained(metrics.ShadowWithheld))
            totals.Withheld[new WithheldRow(key.A, key.B, Enforced: false)] = gained;
        foreach (var (key, gained) in Gained(metrics.Unknown))
            totals.UnknownParameters[key.A] = gained;
        foreach (var (key, gained) in Gained(metrics.PageMismatches))
            totals.Mismatches[new MismatchRow(key.A, key.B)] = gained;
        foreach (var (_, gained) in Gained(metrics.GuardViolations))
            totals.GuardViolations += gained;
        return totals;
    }

    private IEnumerable<(SeriesKey Key, long Gained)> Gained(CounterTable table)
    {
        foreach (var (key, value) in table.All)
        {
            var gained = value - _before.GetValueOrDefault((table, key));
            if (gained == 0)
                continue;
            _before[(table, key)] = value;
            yield return (key, gained);
        }
    }
}
