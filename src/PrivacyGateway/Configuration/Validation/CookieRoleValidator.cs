using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>One cookie has one role, and its name must allow what the gateway does with it.</summary>
internal static class CookieRoleValidator
{
    private const string HostPrefix = "__Host-";

    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var user = policy.UserIdentification;
        ValidateVendor($"{path}.userIdentification.anonymousCookieName", user.AnonymousCookieName, problems);
        ValidatePrefix($"{path}.userIdentification.anonymousCookieName", user.AnonymousCookieName, policy, problems);
        for (var i = 0; i < policy.OptOutCookies.Count; i++)
            ValidatePrefix($"{path}.optOutCookies[{i}]", policy.OptOutCookies[i], policy, problems);

        foreach (var (key, strings) in new[] { ("tcf", policy.Signals.Tcf), ("gpp", policy.Signals.Gpp) })
        {
            if (strings is null)
                continue;
            ValidateVendor($"{path}.signals.{key}.cookie", strings.Cookie, problems);
            ValidateRole($"{path}.signals.{key}.cookie", strings.Cookie, policy, problems);
        }

        foreach (var (name, cookie) in policy.Signals.Cookies)
            ValidateRole($"{ConfigPath.Key($"{path}.signals.cookies", name)}.cookie", cookie.Cookie, policy, problems);
    }

    private static void ValidateVendor(string path, string name, ConfigProblems problems)
    {
        if (Vocabulary.FindCookie(name) is not null)
            problems.Error(path, $"\"{name}\" is a name of the vendor's cookies, which says nothing about consent.",
                "Write the name of the cookie that the page sets, such as \"miCookieOptOut\".");
    }

    private static void ValidatePrefix(string path, string name, PolicyConfig policy, ConfigProblems problems)
    {
        if (policy.CookieDomain is not null && name.StartsWith(HostPrefix, StringComparison.OrdinalIgnoreCase))
            problems.Error(path, $"browsers refuse the cookie \"{name}\" with a domain, and cookieDomain gives it one.",
                $"Write a name without {HostPrefix}, or take cookieDomain out.");
    }

    private static void ValidateRole(string path, string name, PolicyConfig policy, ConfigProblems problems)
    {
        if (policy.OptOutCookies.Contains(name, StringComparer.Ordinal))
            problems.Warn(path, $"\"{name}\" stands in optOutCookies: a hit with it is not forwarded at all, whatever this signal says.",
                "Write the consent platform's own cookie.");
        else if (policy.UserIdentification.EnableAnonymousFunction && name == policy.UserIdentification.AnonymousCookieName)
            problems.Warn(path, $"\"{name}\" is the anonymous cookie, which decides already.",
                "Write the consent platform's own cookie, or take the signal out.");
    }
}
