namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>Numbers of one day, or of several added up, and what they were counted under. Nothing in here is about a person.</summary>
internal sealed class Totals
{
    public Dictionary<HitRow, long> Hits { get; } = [];

    public Dictionary<WithheldRow, long> Withheld { get; } = [];

    /// <summary>By route: parameters that were forwarded although the Vocabulary does not know them.</summary>
    public Dictionary<string, long> UnknownParameters { get; } = [];

    public Dictionary<MismatchRow, long> Mismatches { get; } = [];

    public long GuardViolations { get; set; }

    /// <summary>None in days that were written before the ledger knew them.</summary>
    public Dictionary<ConfigurationRow, ConfigurationUse> Configurations { get; } = [];

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => Hits.Count + Withheld.Count + UnknownParameters.Count + Mismatches.Count == 0 && GuardViolations == 0;

    public void Add(Totals other)
    {
        Add(Hits, other.Hits);
        Add(Withheld, other.Withheld);
        Add(UnknownParameters, other.UnknownParameters);
        Add(Mismatches, other.Mismatches);
        GuardViolations += other.GuardViolations;
        foreach (var (row, use) in other.Configurations)
            Add(row, use);
    }

    public void Add(ConfigurationRow row, ConfigurationUse use) =>
        Configurations[row] = Configurations.TryGetValue(row, out var known) ? known.With(use.Since) : use;

    /// <summary>Of one gateway's day: a configuration that came again without another in between, as after a restart, has been in force all the time.</summary>
    public void JoinConfigurations()
    {
        var timeline = Configurations.SelectMany(static pair => pair.Value.Since.Select(since => (Since: since, pair.Key))).OrderBy(static entry => entry.Since).ToList();
        var kept = timeline.Where((entry, at) => at == 0 || timeline[at - 1].Key != entry.Key).ToLookup(static entry => entry.Key, static entry => entry.Since);
        foreach (var (row, use) in Configurations.ToArray())
            Configurations[row] = use with { Since = [.. kept[row]] };
    }

    private static void Add<TRow>(Dictionary<TRow, long> sums, Dictionary<TRow, long> others)
        where TRow : notnull
    {
        foreach (var (row, count) in others)
            sums[row] = sums.GetValueOrDefault(row) + count;
    }
}
