using PrivacyGateway.Configuration;
using PrivacyGateway.Fuzz.Reference;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The policies under which everything is fuzzed.</summary>
internal static class FuzzPolicies
{
    public const string AnonymousCookie = "miCookieOptOut";

    public const string OptOutCookie = "webtrekkOptOut";

    public static ParameterRules Standard { get; } = LevelRules.Standard.Compile(
        new ParameterChoices { Suppressed = IdentityNames.Suppressed, KeepsTemporarySession = true });

    public static ParameterRules Strict { get; } = LevelRules.Strict.Compile(
        new ParameterChoices { Suppressed = IdentityNames.Suppressed, KeepsTemporarySession = true });

    public static Policy OptOut { get; } = Compile(optIn: false, PolicyLevel.Standard);

    public static Policy OptInStrict { get; } = Compile(optIn: true, PolicyLevel.Strict);

    private static Policy Compile(bool optIn, PolicyLevel level) => PolicyCompiler.Compile("fuzzed", new PolicyConfig
    {
        UserIdentification = new UserIdentificationConfig
        {
            EnableAnonymousFunction = true,
            AnonymousOptIn = optIn,
            SuppressParameter = IdentityNames.Suppressed,
        },
        Level = level,
        StaticPaths = ["/js/"],
    });
}
