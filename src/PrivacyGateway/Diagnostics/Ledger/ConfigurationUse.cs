namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>When a configuration came into use, and the mode of each route.</summary>
/// <param name="Since">Ascending, to the millisecond; midnight if it was in use when the day began.</param>
/// <param name="Routes">The routes with a policy, ordered by name.</param>
internal sealed record ConfigurationUse(IReadOnlyList<DateTimeOffset> Since, IReadOnlyList<ConfigurationUse.RouteMode> Routes)
{
    /// <summary>Merges further times, without duplicates.</summary>
    public ConfigurationUse With(IEnumerable<DateTimeOffset> since) => this with { Since = [.. Since.Concat(since).Distinct().Order()] };

    /// <summary>A route's policy, its level, and whether it enforces.</summary>
    internal sealed record RouteMode(string Route, string Policy, string Level, bool Enforced);
}
