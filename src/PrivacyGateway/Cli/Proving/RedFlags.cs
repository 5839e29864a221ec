using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli.Proving;

/// <summary>Finds policies that do not enforce, routes without a policy, and foreign origins that may change visitors' cookies.</summary>
internal static class RedFlags
{
    public static IReadOnlyList<RedFlag> From(GatewayConfig config) =>
    [
        .. config.Shadows().Select(static shadow => new RedFlag(
            "shadow",
            new LocalizedText(
                $"Policy {shadow.Policy} is in shadow mode: anonymous visitors of {shadow.Hosts} are identified.",
                $"Richtlinie {shadow.Policy} läuft im Schattenmodus: anonyme Besucher von {shadow.Hosts} werden identifiziert."),
            $"PrivacyGateway.Policies.{shadow.Policy}.enforce: true")),
        .. config.Routes.Where(static route => route.Policy == RouteConfig.NoPolicy).Select(static route => new RedFlag(
            "no-policy",
            new LocalizedText(
                $"Route {route.Id} ({string.Join(", ", route.Hosts)}) has no policy: requests are forwarded unchanged, with the shop's own "
                    + "cookies.",
                $"Route {route.Id} ({string.Join(", ", route.Hosts)}) hat keine Richtlinie: Anfragen werden unverändert weitergeleitet, "
                    + "auch mit den Cookies des Shops."),
            $"ReverseProxy.Routes.{route.Id}.Metadata.PrivacyPolicy")),
        .. config.Routes.GroupBy(static route => route.Policy, StringComparer.Ordinal)
            .SelectMany(routes => Foreign(routes.Key, [.. routes], config)),
    ];

    private static IEnumerable<RedFlag> Foreign(string name, RouteConfig[] routes, GatewayConfig config)
    {
        if (!config.Policies.TryGetValue(name, out var policy))
            yield break;
        foreach (var origin in policy.AllowedOrigins.Where(origin => !IsOfSite(origin, policy, routes)))
        {
            yield return new RedFlag(
                "foreign-origin",
                new LocalizedText(
                    $"Policy {name}: pages of {origin}, which is another site than the hosts', may change visitors' choices.",
                    $"Richtlinie {name}: Seiten von {origin}, die nicht zur eigenen Website gehören, dürfen die Entscheidungen der "
                        + "Besucher ändern."),
                $"PrivacyGateway.Policies.{name}.allowedOrigins");
        }
    }

    private static bool IsOfSite(string origin, PolicyConfig policy, RouteConfig[] routes)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var address))
            return false;
        var site = policy.CookieDomain ?? PublicSuffixList.RegistrableDomain(routes[0].Hosts[0].TrimStart('*', '.')) ?? routes[0].Hosts[0];
        return address.IdnHost.Equals(site, StringComparison.OrdinalIgnoreCase)
            || address.IdnHost.EndsWith($".{site}", StringComparison.OrdinalIgnoreCase);
    }
}
