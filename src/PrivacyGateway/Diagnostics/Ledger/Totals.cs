namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>The counts of one day, or the sum of several, with the configurations in use. Holds no personal data.</summary>
internal sealed class Totals
{
    public Dictionary<HitRow, long> Hits { get; } = [];

    public Dictionary<StrippedRow, long> Stripped { get; } = [];

    /// <summary>Forwarded parameters that the Vocabulary does not know, by route.</summary>
    public Dictionary<string, long> UnknownParameters { get; } = [];

    public Dictionary<MismatchRow, long> Mismatches { get; } = [];

    public long GuardViolations { get; set; }

    /// <summary>Empty for days that an older version wrote.</summary>
    public Dictionary<ConfigurationRow, ConfigurationUse> Configurations { get; } = [];

    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => Hits.Count + Stripped.Count + UnknownParameters.Count + Mismatches.Count == 0 && GuardViolations == 0;

    public void Add(Totals other)
    {
        Add(Hits, other.Hits);
        Add(Stripped, other.Stripped);
        Add(UnknownParameters, other.UnknownParameters);
        Add(Mismatches, other.Mismatches);
        GuardViolations += other.GuardViolations;
        foreach (var (row, use) in other.Configurations)
            Add(row, use);
    }

    public void Add(ConfigurationRow row, ConfigurationUse use) =>
        Configurations[row] = Configurations.TryGetValue(row, out var known) ? known.With(use.Since) : use;

    /// <summary>
    /// Merges repeated entries of a configuration without another in between, as after a restart. Valid for the totals of one gateway only.
    /// </summary>
    public void MergeConsecutiveConfigurations()
    {
        var timeline = Configurations.SelectMany(static pair => pair.Value.Since.Select(since => (Since: since, pair.Key)))
            .OrderBy(static entry => entry.Since).ToList();
        var kept = timeline.Where((entry, at) => at == 0 || timeline[at - 1].Key != entry.Key).ToLookup(
            static entry => entry.Key, static entry => entry.Since);
        foreach (var (row, use) in Configurations.ToArray())
            Configurations[row] = use with { Since = [.. kept[row]] };
    }

    private static void Add<TRow>(Dictionary<TRow, long> sums, Dictionary<TRow, long> others)
        where TRow : notnull
    {
        foreach (var (row, count) in others)
            sums[row] = sums.GetValueOrDefault(row) + count;
    }

    /// <summary>The labels by which hits are counted.</summary>
    internal sealed record HitRow(string Route, string Decision, string Signal, bool Enforced, string Outcome);

    /// <summary>A kind of contradiction between a route's pages and its policy.</summary>
    internal sealed record MismatchRow(string Route, string Kind);

    /// <summary>Items that one rule stripped on one route, or would have stripped if it were enforced.</summary>
    internal sealed record StrippedRow(string Route, string Rule, bool Enforced);

    /// <summary>A configuration's hash, and the build that ran it.</summary>
    internal sealed record ConfigurationRow(string Hash, string Version, string Revision);
}
