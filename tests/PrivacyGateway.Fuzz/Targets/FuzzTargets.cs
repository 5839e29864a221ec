namespace PrivacyGateway.Fuzz.Targets;

/// <summary>All of them, by name.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new NamesTarget(),
        new ParametersTarget("parameters", FuzzPolicies.Standard),
        new ParametersTarget("parameters-strict", FuzzPolicies.Strict),
        new BatchTarget("batch", FuzzPolicies.Standard),
        new BatchTarget("batch-strict", FuzzPolicies.Strict),
        new CookiesTarget(),
        new FoldedCookiesTarget(),
        new GppTarget(),
        new FundingChoicesTarget(),
        new GuardTarget(),
        new SetCookieTarget(),
        new BodiesTarget(),
        new WholeHitTarget(),
        new ResponseTarget(),
    ];

    /// <exception cref="ArgumentException">No target has that name.</exception>
    public static FuzzTarget Named(string name) =>
        All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException(
            $"No target '{name}'; there are: {string.Join(", ", All.Select(target => target.Name))}", nameof(name));
}
