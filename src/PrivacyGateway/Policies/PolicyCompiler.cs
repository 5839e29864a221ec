using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Compiles a policy's configuration.</summary>
internal static class PolicyCompiler
{
    public static Policy Compile(string name, PolicyConfig config) =>
        Compile(name, config, config.Level == PolicyLevel.Strict ? LevelRules.Strict : LevelRules.Standard,
            rules => new HitRewriter(config, rules));

    /// <summary>Compiles a policy with other rules than those of its level.</summary>
    public static Policy Compile(string name, PolicyConfig config, LevelRules level, Func<ParameterRules, HitRewriter> createRewriter)
    {
        var rules = level.Compile(new ParameterChoices
        {
            Suppressed = config.UserIdentification.SuppressParameter,
            Kept = config.KeepParameter,
            KeepsTemporarySession = config.TemporarySession == TemporarySessionMode.Keep,
            KeepsClickIds = config.KeepClickIds,
            KeepsCampaigns = config.KeepCampaign,
            Referrers = new Referrers(config.Referrer, GetOwnDomains(config)),
        });
        var cookie = CreateCookieSignal(config);
        return new Policy(
            name,
            config,
            new SignalEvaluator([.. CreateSignals(config, cookie)]),
            new PageComparison(config.UserIdentification, cookie, new OtherAnonymousCookie(
                config.UserIdentification.AnonymousCookieName, UserIdentificationConfig.DefaultCookieName, config.OptOutCookies)),
            createRewriter(rules),
            new ResponsePolicy(config, level, rules));
    }

    private static string[] GetOwnDomains(PolicyConfig config)
    {
        var hosts = config.AllowedOrigins.Select(static origin => new Uri(origin).Host);
        return config.CookieDomain is { } domain ? [domain, .. hosts] : [.. hosts];
    }

    /// <summary>The order matters: among equally restrictive votes, the signal that comes first is reported as the reason.</summary>
    private static IEnumerable<Signal> CreateSignals(PolicyConfig config, Signal? cookie)
    {
        yield return new OptOutCookieSignal(config.OptOutCookies);
        yield return new MarkerSignal();
        yield return cookie ?? new FunctionOffSignal();
        foreach (var signal in CreateConfiguredSignals(config.Signals))
            yield return signal;
        if (cookie is not null && config.InvisibleCookies == InvisibleCookiesMode.Anonymous)
            yield return new InvisibleCookiesSignal(config.UserIdentification.AnonymousCookieName);
    }

    /// <summary>Returns null if the anonymous function is off.</summary>
    private static Signal? CreateCookieSignal(PolicyConfig config) => config.UserIdentification switch
    {
        { EnableAnonymousFunction: false } => null,
        { AnonymousOptIn: true } user => new ConsentCookieSignal(
            user.AnonymousCookieName, config.ConsentValues, mayBeReplaced: config.Signals.PlatformsMay == PlatformRole.StandInForCookie),
        var user => new AnonymousCookieSignal(user.AnonymousCookieName),
    };

    private static IEnumerable<Signal> CreateConfiguredSignals(SignalsConfig signals)
    {
        if (signals.GlobalPrivacyControl)
            yield return new HeaderSignal("gpc", "Sec-GPC");
        if (signals.DoNotTrack)
            yield return new HeaderSignal("dnt", "DNT");
        if (signals.Tcf is { } tcf)
            yield return new TcfSignal(tcf, signals.PlatformsMay);
        if (signals.Gpp is { } gpp)
            yield return new GppSignal(gpp, signals.PlatformsMay);
        if (signals.OneTrust.Count > 0)
            yield return new OneTrustSignal(signals.OneTrust, signals.PlatformsMay);
        if (signals.Cookiebot.Count > 0)
            yield return new CookiebotSignal(signals.Cookiebot, signals.PlatformsMay);
        foreach (var (name, cookie) in signals.Cookies)
            yield return new CookieMatchSignal(name, cookie, CookiePattern.Parse(cookie.Match)!, signals.PlatformsMay);
    }
}
