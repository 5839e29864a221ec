namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>When a configuration came into force, and how it served each route.</summary>
/// <param name="Since">To the millisecond, in order. On a day that began with it in force: midnight.</param>
/// <param name="Routes">Those with a policy, in the order of their names.</param>
internal sealed record ConfigurationUse(IReadOnlyList<DateTimeOffset> Since, IReadOnlyList<RouteMode> Routes)
{
    /// <summary>Both times; each once.</summary>
    public ConfigurationUse With(IEnumerable<DateTimeOffset> since) => this with { Since = [.. Since.Concat(since).Distinct().Order()] };
}
