using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>The result of <c>--require</c>.</summary>
/// <param name="Name">The requirement's name.</param>
/// <param name="Unmet">The unmet parts, each with the key that would fulfil it.</param>
internal sealed record Requirement(string Name, IReadOnlyList<string> Unmet)
{
    public const string Standard = "standard";
    public const string Strict = "strict";
    public const string Cnil = "cnil";

    public static Requirement From(
        string name, GatewayConfig config, IReadOnlyList<RedFlag> flags, IReadOnlyList<ConditionTable> tables) => new(
        name,
        [
            .. flags.Select(static flag => $"{flag.Text.English} Key: {flag.Key}."),
            .. Policies(config).Where(static policy => !policy.Config.UserIdentification.EnableAnonymousFunction).Select(static policy =>
                $"Policy {policy.Name} identifies every visitor. Key: "
                    + $"PrivacyGateway.Policies.{policy.Name}.userIdentification.enableAnonymousFunction: true."),
            .. name == Strict ? Policies(config).Where(static policy => policy.Config.Level != PolicyLevel.Strict).Select(static policy =>
                $"Policy {policy.Name} has the level standard. Key: PrivacyGateway.Policies.{policy.Name}.level: \"strict\".") : [],
            .. name == Cnil
                ? tables.SelectMany(static table => table.Rows.Where(static row => row.Status == ConditionStatus.NotFulfilled).Select(row =>
                $"{table.Id}, {row.Id}: not fulfilled by this configuration. {row.Evidence.English} Key: {row.Key}.")) : [],
        ]);

    private static IEnumerable<(string Name, PolicyConfig Config)> Policies(GatewayConfig config) =>
        config.Routes.Select(static route => route.Policy).Distinct(StringComparer.Ordinal).Where(config.Policies.ContainsKey).Select(
            name => (name, config.Policies[name]));
}
