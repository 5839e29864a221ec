using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.State;

/// <summary>The policies as the gateway sees them, defaults included.</summary>
internal sealed class PolicyPart(CurrentPolicies snapshot)
{
    public const string Id = "policies";

    public StateSection Read()
    {
        var config = snapshot.Current.Config;
        var shadows = config.Shadows();
        var summary = shadows.Count == 0 ? "Every policy is enforced."
            : $"In shadow mode, not enforced: {string.Join(", ", shadows.Select(static shadow => shadow.Policy))}.";
        return new StateSection(Id, "Policies", config.Policies.Count.ToString(CultureInfo.InvariantCulture), summary,
            shadows.Count == 0 ? StateTone.Good : StateTone.Notice)
        {
            Cards = [.. config.Policies.OrderBy(static policy => policy.Key, StringComparer.Ordinal)
                .Select(policy => Card(policy.Key, policy.Value, config.Routes))],
        };
    }

    private static StateCard Card(string name, PolicyConfig policy, IReadOnlyList<RouteConfig> routes)
    {
        var user = policy.UserIdentification;
        return new StateCard(
            name,
            [
                policy.Enforce ? StateCell.Badge("enforced", StateTone.Good) : StateCell.Badge("shadow mode", StateTone.Notice),
                StateCell.Badge(policy.Level == PolicyLevel.Strict ? "strict" : "standard", StateTone.Good),
                StateCell.Badge(!user.EnableAnonymousFunction ? "anonymous function off" : user.AnonymousOptIn ? "opt-in" : "opt-out",
                    user.EnableAnonymousFunction ? StateTone.Good : StateTone.Notice),
            ],
            [
                new("Routes", StateCell.Code(routes.Where(route => route.Policy == name).Select(static route => route.Id))),
                new("Visitors are", Visitors(user)),
                new("Anonymous cookie", user.EnableAnonymousFunction ? StateCell.Code(user.AnonymousCookieName) : StateCell.Code()),
                new("Further signals", StateCell.Code(Signals(policy.Signals))),
                new("suppressParameter", StateCell.Code(user.SuppressParameter)),
                new("keepParameter", StateCell.Code(policy.KeepParameter)),
                new("Opt-out cookies", StateCell.Code(policy.OptOutCookies)),
                new("Cookie domain", policy.CookieDomain is { } domain ? StateCell.Code(domain) : "the host's own"),
                new("Allowed origins", StateCell.Code(policy.AllowedOrigins)),
                new("Delivery", StateCell.Code(SectionReader.NameOf(policy.Delivery.ToString()))),
            ]);
    }

    private static string Visitors(UserIdentificationConfig user) => !user.EnableAnonymousFunction ? "identified, unless a hit says nc=1"
        : user.AnonymousOptIn ? "anonymous until the cookie is consent"
        : "identified until the cookie is set";

    private static IEnumerable<string> Signals(SignalsConfig signals)
    {
        if (signals.GlobalPrivacyControl)
            yield return "globalPrivacyControl";
        if (signals.DoNotTrack)
            yield return "doNotTrack";
        if (signals.Tcf is not null)
            yield return "tcf";
        if (signals.Gpp is not null)
            yield return "gpp";
        if (signals.OneTrust.Count > 0)
            yield return "oneTrust";
        if (signals.Cookiebot.Count > 0)
            yield return "cookiebot";
        foreach (var name in signals.Cookies.Keys.Order(StringComparer.Ordinal))
            yield return name;
    }
}
