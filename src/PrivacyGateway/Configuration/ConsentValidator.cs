namespace PrivacyGateway.Configuration;

/// <summary>Pages that may change a visitor's consent, and the domain of the cookies that hold it.</summary>
internal static class ConsentValidator
{
    /// <summary>Checks of a policy alone.</summary>
    public static void Validate(string path, PolicyConfig policy, ConfigProblems problems)
    {
        for (var i = 0; i < policy.AllowedOrigins.Count; i++)
            ValidateOrigin($"{path}.allowedOrigins[{i}]", policy.AllowedOrigins[i], problems);

        if (policy.CookieDomain is { } domain && !IsDomain(domain))
            problems.Error(
                $"{path}.cookieDomain", $"\"{domain}\" is not a domain.", "Write the registrable domain alone, such as \"shop.example\".");
        else if (policy.CookieDomain is { } suffix && PublicSuffixList.IsSuffix(suffix))
            problems.Error($"{path}.cookieDomain",
                $"\"{suffix}\" is a public suffix, below which anyone can register a name: browsers refuse cookies for it.",
                "Write the registrable domain, such as \"shop." + suffix + "\".");
        if (!policy.RefreshOptOut)
            return;
        if (policy.UserIdentification.AnonymousOptIn)
            problems.Error(
                $"{path}.refreshOptOut", "in opt-in polarity the cookie is a consent, and a consent is never lengthened.", "Take it out.");
        else if (policy.CookieDomain is null)
            problems.Error($"{path}.refreshOptOut", "without cookieDomain the gateway cannot renew the cookie that the page set.",
                "Write cookieDomain, such as \"shop.example\".");
    }

    /// <summary>A policy's cookie domain must cover the hosts of the routes that name it.</summary>
    public static void ValidateCookieDomains(
        IReadOnlyDictionary<string, PolicyConfig> policies, IReadOnlyList<RouteConfig> routes, ConfigProblems problems)
    {
        foreach (var (name, policy) in policies)
        {
            var path = ConfigPath.Policy(name);
            var uncovered = routes.Where(route => route.Policy == name).SelectMany(route => route.Hosts)
                .Where(host => !Covers(policy.CookieDomain, host)).Distinct(StringComparer.Ordinal).ToArray();
            if (policy.CookieDomain is null && policy.UserIdentification.EnableAnonymousFunction)
                problems.Warn($"{path}.cookieDomain",
                    "it is not set: the identity cookies of visitors who chose to be anonymous are not expired.",
                    "Write the registrable domain, such as \"shop.example\".");
            else if (uncovered.Length > 0 && IsDomain(policy.CookieDomain!))
                problems.Error($"{path}.cookieDomain",
                    $"\"{policy.CookieDomain}\" is not a domain of {string.Join(", ", uncovered)}: browsers would refuse the cookie.",
                    "Write the registrable domain that all hosts of the policy share, or give them separate policies.");
        }
    }

    private static void ValidateOrigin(string path, string origin, ConfigProblems problems)
    {
        if (WebOrigin.Normalize(origin) is null)
            problems.Error(path, $"\"{origin}\" is not an origin as browsers write it.",
                "Write scheme and host in lower case, and the port if it is not the usual one, such as \"https://www.shop.example\".");
        else if (new Uri(origin) is { Scheme: "http", IsLoopback: false })
            problems.Error(path, $"\"{origin}\" is not encrypted: anyone on the network path could impersonate its pages.", "Write https.");
    }

    private static bool IsDomain(string domain) => domain.Contains('.') && DomainName.ToAscii(domain) is not null;

    /// <summary>A wildcard does not cover its own name.</summary>
    private static bool Covers(string? domain, string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return domain is null || name.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
    }
}
