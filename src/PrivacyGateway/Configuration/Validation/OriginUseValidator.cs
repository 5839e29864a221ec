namespace PrivacyGateway.Configuration.Validation;

/// <summary>Whether the pages of <c>allowedOrigins</c> can have any effect through the consent endpoints.</summary>
internal static class OriginUseValidator
{
    public static void Validate(string path, PolicyConfig policy, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        var sites = routes.SelectMany(static route => route.Hosts).Select(static host => Site(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < policy.AllowedOrigins.Count; i++)
        {
            if (WebOrigin.Normalize(policy.AllowedOrigins[i]) is { } origin && Site(new Uri(origin).Host) is { } site && sites.Length > 0 && !sites.Contains(site, StringComparer.Ordinal))
                problems.Warn($"{path}.allowedOrigins[{i}]", $"\"{origin}\" belongs to another site than this policy's hosts ({string.Join(", ", sites)}): browsers store no cookie that its scripts ask the gateway for.", "Write an origin of the same site, or serve that site on a host of its own domain.");
        }

        if (policy.AllowedOrigins.Count > 0 && !policy.UserIdentification.EnableAnonymousFunction && policy.OptOutCookies.Count == 0)
            problems.Warn($"{path}.allowedOrigins", "there is no cookie that these pages could change.", "Take the key out, or name optOutCookies.");
        if (policy.AllowedOrigins.Count == 0 && policy.RefreshOptOut)
            problems.Warn($"{path}.refreshOptOut", "optout.js renews the opt-out from the site's pages, and no page may ask: allowedOrigins is empty.", "Write the origins of the pages, such as \"https://www.shop.example\", into allowedOrigins.");
    }

    /// <summary>The registrable domain; null for addresses and for names without one, such as <c>localhost</c>.</summary>
    private static string? Site(string host) =>
        DomainName.ToAscii(host) is { } ascii ? PublicSuffixList.RegistrableDomain(ascii) : null;
}
