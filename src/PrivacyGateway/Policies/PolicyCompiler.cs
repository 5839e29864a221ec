using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Turns what the operator wrote into what runs.</summary>
internal static class PolicyCompiler
{
    public static Policy Compile(string name, PolicyConfig config)
    {
        var level = config.Level == PolicyLevel.Strict ? LevelRules.Strict : LevelRules.Standard;
        var rules = level.Compile(config.UserIdentification.SuppressParameter, config.KeepParameter, config.TemporarySession == TemporarySessionMode.Keep);
        return new Policy(
            name,
            config,
            new Decider([.. Signals(config)]),
            new HitRewriter(config, rules),
            new AnswerPolicy(config, level, rules));
    }

    /// <summary>Most restrictive wins; among equals the one that comes first here is named as the reason.</summary>
    private static IEnumerable<Signal> Signals(PolicyConfig config)
    {
        var user = config.UserIdentification;
        yield return new OptOutCookieSignal(config.OptOutCookies);
        yield return new MarkerSignal();
        if (!user.EnableAnonymousFunction)
        {
            yield return new FunctionOffSignal();
            yield break;
        }

        yield return user.AnonymousOptIn
            ? new ConsentCookieSignal(user.AnonymousCookieName, config.ConsentValues)
            : new AnonymousCookieSignal(user.AnonymousCookieName);
        if (config.InvisibleCookies == InvisibleCookiesMode.Anonymous)
            yield return new InvisibleCookiesSignal(user.AnonymousCookieName);
    }
}
