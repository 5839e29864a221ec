using System.Globalization;
using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.State;

/// <summary>The routes as the gateway sees them.</summary>
internal sealed class RoutePart(CurrentPolicies snapshot)
{
    public const string Id = "routes";

    public StateSection Read()
    {
        var routes = snapshot.Current.Config.Routes;
        var exempt = routes.Count(static route => route.Policy == RouteConfig.NoPolicy);
        var hosts = routes.SelectMany(static route => route.Hosts).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        var summary = exempt == 0
            ? $"{ConfigurationPart.Count(hosts, "public host")}, each request under a policy."
            : $"{ConfigurationPart.Count(hosts, "public host")}. {ConfigurationPart.Count(exempt, "route")} forward without a policy.";
        return new StateSection(
            Id, "Routes", routes.Count.ToString(CultureInfo.InvariantCulture), summary, exempt == 0 ? StateTone.Good : StateTone.Notice)
        {
            Tables = [new("Routes", ["Route", "Hosts", "Path", "Policy", "Track domain"], [.. routes.Select(Row)],
                "No routes: every request gets a 421.")],
        };
    }

    private static IReadOnlyList<StateCell> Row(RouteConfig route) =>
    [
        StateCell.Code(route.Id),
        StateCell.Code(route.Hosts),
        StateCell.Code(route.Path),
        route.Policy == RouteConfig.NoPolicy
            ? StateCell.Badge("none: forwarded unchanged", StateTone.Notice) : StateCell.Code(route.Policy),
        StateCell.Code(route.ClusterId),
    ];
}
