using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Consent.Platforms;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Turns what the operator wrote into what runs.</summary>
internal static class PolicyCompiler
{
    public static Policy Compile(string name, PolicyConfig config)
    {
        var level = config.Level == PolicyLevel.Strict ? LevelRules.Strict : LevelRules.Standard;
        var rules = level.Compile(config.UserIdentification.SuppressParameter, config.KeepParameter, config.TemporarySession == TemporarySessionMode.Keep);
        var cookie = AnonymousCookie(config);
        return new Policy(
            name,
            config,
            new Decider([.. Signals(config, cookie)]),
            new PageComparison(config.UserIdentification, cookie, new OtherAnonymousCookie(config.UserIdentification.AnonymousCookieName, UserIdentificationConfig.DefaultCookieName, config.OptOutCookies)),
            new HitRewriter(config, rules),
            new AnswerPolicy(config, level, rules));
    }

    /// <summary>Most restrictive wins; among equals the one that comes first here is named as the reason.</summary>
    private static IEnumerable<Signal> Signals(PolicyConfig config, Signal? cookie)
    {
        yield return new OptOutCookieSignal(config.OptOutCookies);
        yield return new MarkerSignal();
        yield return cookie ?? new FunctionOffSignal();
        foreach (var signal in Configured(config.Signals))
            yield return signal;
        if (cookie is not null && config.InvisibleCookies == InvisibleCookiesMode.Anonymous)
            yield return new InvisibleCookiesSignal(config.UserIdentification.AnonymousCookieName);
    }

    /// <summary>Null where the function is off.</summary>
    private static Signal? AnonymousCookie(PolicyConfig config) => config.UserIdentification switch
    {
        { EnableAnonymousFunction: false } => null,
        { AnonymousOptIn: true } user => new ConsentCookieSignal(user.AnonymousCookieName, config.ConsentValues, mayBeReplaced: config.Signals.PlatformsMay == PlatformRole.StandInForCookie),
        var user => new AnonymousCookieSignal(user.AnonymousCookieName),
    };

    private static IEnumerable<Signal> Configured(SignalsConfig signals)
    {
        if (signals.GlobalPrivacyControl)
            yield return new HeaderSignal("gpc", "Sec-GPC");
        if (signals.DoNotTrack)
            yield return new HeaderSignal("dnt", "DNT");
        if (signals.Tcf is { } tcf)
            yield return new TcfSignal(tcf, signals.PlatformsMay);
        if (signals.OneTrust.Count > 0)
            yield return new OneTrustSignal(signals.OneTrust, signals.PlatformsMay);
        if (signals.Cookiebot.Count > 0)
            yield return new CookiebotSignal(signals.Cookiebot, signals.PlatformsMay);
        foreach (var (name, cookie) in signals.Cookies)
            yield return new CookieMatchSignal(name, cookie, CookiePattern.Parse(cookie.Match)!, signals.PlatformsMay);
    }
}
