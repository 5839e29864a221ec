namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Numbers of one day, or of several added up. Nothing in here is about a person.</summary>
internal sealed class Totals
{
    public Dictionary<HitRow, long> Hits { get; } = [];

    public Dictionary<WithheldRow, long> Withheld { get; } = [];

    public void Add(Totals other)
    {
        foreach (var (row, count) in other.Hits)
            Hits[row] = Hits.GetValueOrDefault(row) + count;
        foreach (var (row, count) in other.Withheld)
            Withheld[row] = Withheld.GetValueOrDefault(row) + count;
    }
}
