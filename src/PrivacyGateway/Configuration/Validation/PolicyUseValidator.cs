using PrivacyGateway.Hits;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>Keys of a policy that have no effect beside its others, or contradict them.</summary>
internal static class PolicyUseValidator
{
    private static readonly PolicyConfig Defaults = new() { UserIdentification = new UserIdentificationConfig() };

    public static void Validate(string path, PolicyConfig policy, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        ValidateConsent(path, policy, problems);
        ValidateOrigins(path, policy, routes, problems);
        ValidateRedirects(path, policy.OptOutRedirects, problems);
        ValidateParameters(path, policy, problems);
    }

    /// <summary>Keys about consent that another key puts out of effect.</summary>
    private static void ValidateConsent(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var user = policy.UserIdentification;
        var isEnabled = user.EnableAnonymousFunction;
        var isOptIn = isEnabled && user.AnonymousOptIn;

        WarnUnless(isEnabled || policy.InvisibleCookies == Defaults.InvisibleCookies, $"{path}.invisibleCookies");
        WarnUnless(isEnabled || !policy.RefreshOptOut, $"{path}.refreshOptOut");
        WarnUnless(isOptIn || policy.ConsentMaxAge == Defaults.ConsentMaxAge, $"{path}.consentMaxAge");
        WarnUnless(isOptIn || policy.ConsentValues.SequenceEqual(Defaults.ConsentValues), $"{path}.consentValues");

        if (policy.OptOutCookies.Count == 0)
            problems.Warn($"{path}.optOutCookies",
                "without a cookie there is no full opt-out: the consent endpoint for it is 404, and /optout sets nothing.",
                "Take the key out to get [\"webtrekkOptOut\"], or name a cookie.");
        for (var i = 0; i < policy.ConsentValues.Count; i++)
        {
            if (policy.ConsentValues[i].Any(static character => character is < ' ' or > '~' or ';'))
                problems.Error($"{path}.consentValues[{i}]", $"\"{policy.ConsentValues[i]}\" cannot be a cookie's value.",
                    "Write the value as the browser sends it: visible ASCII without \";\", percent-encoded if the page encodes it.");
        }

        void WarnUnless(bool hasEffect, string key)
        {
            if (!hasEffect && isEnabled)
                problems.Warn(
                    key, "it has no effect in opt-out polarity.", "Take it out, or set userIdentification.anonymousOptIn to true.");
            else if (!hasEffect)
                problems.Warn(key, "it has no effect while enableAnonymousFunction is false.",
                    "Take it out, or set userIdentification.enableAnonymousFunction to true.");
        }
    }

    /// <summary>Whether the pages of <c>allowedOrigins</c> have any effect through the consent endpoints.</summary>
    private static void ValidateOrigins(string path, PolicyConfig policy, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        var sites = routes.SelectMany(static route => route.Hosts).Select(static host => Site(host.StartsWith(
            "*.", StringComparison.Ordinal) ? host[2..] : host)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < policy.AllowedOrigins.Count; i++)
        {
            if (WebOrigin.Normalize(policy.AllowedOrigins[i]) is { } origin && Site(new Uri(origin).Host) is { } site && sites.Length > 0
                && !sites.Contains(site, StringComparer.Ordinal))
                problems.Warn($"{path}.allowedOrigins[{i}]",
                    $"\"{origin}\" belongs to another site than this policy's hosts ({string.Join(", ", sites)}): browsers store no cookie "
                        + "that its scripts ask the gateway for.",
                        "Write an origin of the same site, or serve that site on a host below its domain.");
        }

        if (policy.AllowedOrigins.Count > 0 && !policy.UserIdentification.EnableAnonymousFunction && policy.OptOutCookies.Count == 0)
            problems.Warn(
                $"{path}.allowedOrigins", "there is no cookie that these pages could change.", "Take the key out, or name optOutCookies.");
        if (policy.AllowedOrigins.Count == 0 && policy.RefreshOptOut)
            problems.Warn($"{path}.refreshOptOut",
                "optout.js renews the opt-out from the site's pages, and no page may ask: allowedOrigins is empty.",
                "Write the origins of the pages, such as \"https://www.shop.example\", into allowedOrigins.");
    }

    /// <summary>The registrable domain; null for addresses and for names without one, such as <c>localhost</c>.</summary>
    private static string? Site(string host) =>
        DomainName.ToAscii(host) is { } ascii ? PublicSuffixList.RegistrableDomain(ascii) : null;

    /// <summary>Entries of <c>optOutRedirects</c> that are too wide, or have no effect beside the others.</summary>
    private static void ValidateRedirects(string path, IReadOnlyList<string> redirects, ConfigProblems problems)
    {
        for (var i = 0; i < redirects.Count; i++)
        {
            var (place, redirect) = ($"{path}.optOutRedirects[{i}]", redirects[i]);
            if (!Uri.TryCreate(redirect, UriKind.Absolute, out var url))
                continue;
            if (url.UserInfo.Length > 0)
                problems.Error(place, "it holds credentials, which every visitor would see.", "Take out what stands before \"@\".");
            else if (url is { Scheme: "http", IsLoopback: false })
                problems.Warn(place, $"\"{redirect}\" leads visitors away from TLS.", "Write https.");
            if (redirects.FirstOrDefault(other => other.EndsWith('/') && other.Length < redirect.Length
                && redirect.StartsWith(other, StringComparison.Ordinal)) is { } wider)
                problems.Warn(place, $"\"{wider}\" covers it already.", "Take one of the two out.");
        }
    }

    /// <summary>Names that change nothing. In <c>keepParameter</c> every name has an effect, if only in nested queries.</summary>
    private static void ValidateParameters(string path, PolicyConfig policy, ConfigProblems problems)
    {
        var removed = policy.UserIdentification.SuppressParameter.Where(name => IsRemoved(name, policy)).ToArray();
        if (removed.Length > 0)
            problems.Warn($"{path}.userIdentification.suppressParameter",
                $"never forwarded with an anonymous hit anyway{(policy.Level == PolicyLevel.Strict ? " (level \"strict\")" : "")}: "
                    + $"{string.Join(", ", removed)}.", "They can be taken out; they may stay where the list is the page's own.");

        for (var i = 0; i < policy.KeepParameter.Count; i++)
        {
            var (place, name) = ($"{path}.keepParameter[{i}]", policy.KeepParameter[i]);
            if (name.Any(static character => character is <= ' ' or > '~' or '&' or '=' or '#' or '?' or '%'))
                problems.Error(place, $"\"{name}\" cannot be a parameter's name.", "Write one name an entry, decoded and without \"=\".");
        }
    }

    private static bool IsRemoved(string name, PolicyConfig policy) => Find(name) switch
    {
        DataCategory.Identity or DataCategory.Contact or DataCategory.Personal =>
            !policy.KeepParameter.Contains(name, StringComparer.OrdinalIgnoreCase),
        DataCategory.ClickId => !policy.KeepClickIds,
        DataCategory.TemporarySession => policy.TemporarySession == TemporarySessionMode.Drop,
        DataCategory.Customer or DataCategory.Fingerprint or DataCategory.Referrer or null => policy.Level == PolicyLevel.Strict,
        _ => false,
    };

    private static DataCategory? Find(string name) => Vocabulary.FindParameter(name.ToLowerInvariant())?.Category;
}
