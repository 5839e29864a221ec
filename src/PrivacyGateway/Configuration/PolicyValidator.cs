using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration;

/// <summary>Checks one policy's values.</summary>
internal static class PolicyValidator
{
    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        if (path == ConfigPath.Policy(RouteConfig.NoPolicy))
            problems.Error(path, $"\"{RouteConfig.NoPolicy}\" means a route without a policy.", "Give the policy another name.");

        var user = policy.UserIdentification;
        var suppressPath = $"{path}.userIdentification.suppressParameter";
        for (var i = 0; i < user.SuppressParameter.Count; i++)
            ValidateSuppressed($"{suppressPath}[{i}]", user.SuppressParameter[i], problems);

        for (var i = 0; i < policy.KeepParameter.Count; i++)
            ValidateKept($"{path}.keepParameter[{i}]", policy.KeepParameter[i], user, problems);
        for (var i = 0; i < policy.KeepParameter.Count && policy.Level != PolicyLevel.Strict; i++)
        {
            if (Vocabulary.FindParameter(policy.KeepParameter[i].ToLowerInvariant())?.Category is not (
                DataCategory.ClickId or DataCategory.Personal))
                problems.Error($"{path}.keepParameter[{i}]", $"the level \"standard\" does not strip \"{policy.KeepParameter[i]}\".",
                    "Take it out, or write \"level\": \"strict\".");
        }

        if (!policy.KeepCampaign && policy.Level != PolicyLevel.Strict)
            problems.Error(
                $"{path}.keepCampaign", "only the level \"strict\" strips campaigns.", "Take it out, or write \"level\": \"strict\".");

        CookieNameRule.Validate($"{path}.userIdentification.anonymousCookieName", user.AnonymousCookieName, problems);
        for (var i = 0; i < policy.OptOutCookies.Count; i++)
            CookieNameRule.Validate($"{path}.optOutCookies[{i}]", policy.OptOutCookies[i], problems);
        for (var i = 0; i < policy.AllowedSetCookies.Count; i++)
            ValidateAllowedCookie($"{path}.allowedSetCookies[{i}]", policy.AllowedSetCookies[i], user.AnonymousCookieName, problems);
        for (var i = 0; i < policy.OptOutCookies.Count; i++)
        {
            if (Vocabulary.FindCookie(policy.OptOutCookies[i]) is not null)
                problems.Error($"{path}.optOutCookies[{i}]",
                    $"\"{policy.OptOutCookies[i]}\" is a name of the vendor's cookies, which are stripped.",
                    "Write another name, such as \"webtrekkOptOut\".");
        }

        if (policy.OptOutCookies.Contains(user.AnonymousCookieName, StringComparer.OrdinalIgnoreCase))
            problems.Error($"{path}.optOutCookies", $"\"{user.AnonymousCookieName}\" is the anonymous cookie.",
                "Anonymous and opted out are two switches: name another cookie.");
        if (user.AnonymousOptIn && policy.ConsentValues.Count == 0)
            problems.Error($"{path}.consentValues", "without a value no visitor can consent.", "Write [\"1\"], the pixel's own value.");
        for (var i = 0; i < policy.StaticPaths.Count; i++)
        {
            if (!policy.StaticPaths[i].StartsWith('/') || policy.StaticPaths[i] == "/")
                problems.Error($"{path}.staticPaths[{i}]", $"\"{policy.StaticPaths[i]}\" does not name files.",
                    "Write a path such as \"/js/\"; the whole host cannot be static.");
        }

        for (var i = 0; i < policy.OptOutRedirects.Count; i++)
        {
            if (RedirectUrl.Normalize(policy.OptOutRedirects[i]) is null)
                problems.Error($"{path}.optOutRedirects[{i}]", $"\"{policy.OptOutRedirects[i]}\" is not a complete URL.",
                    "Write one such as \"https://www.shop.example/privacy\"; end it with / to cover what lies below.");
        }

        if (!policy.Enforce)
            problems.Warn($"{path}.enforce",
                "it is false (shadow mode): anonymous visitors are forwarded as identified; the parameters and cookies that would be "
                    + "stripped are only counted.", "Take it out as soon as the counts are as expected.");
        SignalsValidator.Validate($"{path}.signals", policy, problems);
        ConsentValidator.Validate(path, policy, problems);
        WarnAboutCustomerData(suppressPath, policy, problems);
    }

    private static void ValidateSuppressed(string path, string name, ConfigProblems problems)
    {
        if (name.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_')))
            problems.Error(path, $"\"{name}\" is not a parameter's name.",
                "Write letters, digits, - and _ only, one name an entry; the pixel drops anything else without a word.");
        else if (name.ToLowerInvariant() is Dialect.PageField or Dialect.Marker)
            problems.Error(path, $"without \"{name}\" the track domain takes no hit at all.", "Take it out.");
    }

    private static void ValidateKept(string path, string name, UserIdentificationConfig user, ConfigProblems problems)
    {
        if (Vocabulary.FindParameter(name.ToLowerInvariant())?.Category is DataCategory.Identity or DataCategory.Contact
            or DataCategory.Marker)
            problems.Error(path, $"\"{name}\" identifies and is never forwarded with an anonymous hit.", "Take it out.");
        else if (user.SuppressParameter.Contains(name, StringComparer.OrdinalIgnoreCase))
            problems.Error(path, $"\"{name}\" stands in suppressParameter too.", "Take it out of one of the two.");
    }

    private static void ValidateAllowedCookie(string path, string name, string anonymousCookie, ConfigProblems problems)
    {
        CookieNameRule.Validate(path, name, problems);
        if (name.Equals(anonymousCookie, StringComparison.OrdinalIgnoreCase))
            problems.Error(path, "the track domain may never set the anonymous cookie.", "Take it out: consent is the visitor's to give.");
        else if (Vocabulary.FindCookie(name) is not null)
            problems.Error(path, $"\"{name}\" identifies.", "Take it out: an anonymous browser never gets it.");
    }

    /// <summary>
    /// At the level standard only <c>suppressParameter</c> strips customer data, and its default is empty: name what is forwarded.
    /// (Protocol G2.)
    /// </summary>
    private static void WarnAboutCustomerData(string path, PolicyConfig policy, ConfigProblems problems)
    {
        if (!policy.UserIdentification.EnableAnonymousFunction || policy.Level != PolicyLevel.Standard)
            return;

        var forwarded = new List<string>();
        foreach (var entry in Vocabulary.In(NameLocation.Parameter).Where(entry => entry.Category == DataCategory.Customer))
        {
            var suppressed = policy.UserIdentification.SuppressParameter
                .Where(name => Vocabulary.FindParameter(name.ToLowerInvariant()) == entry)
                .ToArray();
            var isOneName = !entry.Name.EndsWith('#') && !entry.Name.EndsWith('*');
            if (suppressed.Length > 0 && isOneName)
                continue;
            forwarded.Add(entry.Name.Replace('#', '*') + (suppressed.Length > 0 ? $" (save {string.Join(", ", suppressed)})" : ""));
        }

        if (forwarded.Count > 0)
            problems.Warn(path, $"customer data that leaves with anonymous hits: {string.Join(", ", forwarded)}.",
                "List here what can identify, or use \"level\": \"strict\".");
    }
}
