using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration;

/// <summary>Checks a policy's signals.</summary>
internal static class SignalsValidator
{
    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var signals = policy.Signals;
        if (signals.PlatformsMay == PlatformRole.StandInForCookie && !policy.UserIdentification.AnonymousOptIn)
            problems.Warn($"{path}.platformsMay",
                "in opt-out polarity no signal needs to stand in for the cookie: without the cookie a visitor is identified unless a "
                    + "signal says otherwise.", "Take it out, or set anonymousOptIn to true.");
        else if (signals.PlatformsMay == PlatformRole.StandInForCookie && !signals.CanGrant)
            problems.Error($"{path}.platformsMay", "there is no consent platform that could grant anything.",
                "Configure tcf, gpp, oneTrust, cookiebot or a cookie that means \"granted\".");

        foreach (var (key, strings) in new[] { ("tcf", signals.Tcf), ("gpp", signals.Gpp) })
        {
            if (strings is null)
                continue;
            CookieNameRule.Validate($"{path}.{key}.cookie", strings.Cookie, problems);
            if (strings.Purposes.Count == 0)
                problems.Error(
                    $"{path}.{key}.purposes", "with no purpose every string would do.", "Write the purposes you need, such as [1, 8].");
        }

        foreach (var (name, cookie) in signals.Cookies)
            ValidateCookie(ConfigPath.Key($"{path}.cookies", name), cookie, problems);
    }

    private static void ValidateCookie(string path, CookieMatchConfig cookie, ConfigProblems problems)
    {
        CookieNameRule.Validate($"{path}.cookie", cookie.Cookie, problems);
        if (Vocabulary.FindCookie(cookie.Cookie) is not null)
            problems.Error($"{path}.cookie", $"\"{cookie.Cookie}\" identifies; it says nothing about consent.",
                "Write the name of the consent platform's cookie.");
        if (CookiePattern.Parse(cookie.Match) is null)
            problems.Error($"{path}.match", $"\"{cookie.Match}\" is not a pattern that can be used.",
                "Write a regular expression without look-around and back references, such as \"^1$\".");
    }
}
