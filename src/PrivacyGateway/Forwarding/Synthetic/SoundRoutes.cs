using PrivacyGateway.Configuration;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>
/// Selects the part of an invalid configuration that the routing trial can check, so that one error does not hide others.
/// </summary>
internal static class SoundRoutes
{
    private const string Policies = "$.PrivacyGateway.Policies";

    /// <returns>The routes whose section, cluster and policy have no error, and the configuration with the valid policies.</returns>
    public static (GatewayConfig Config, ProxyRoutes Routes) Select(GatewayConfig config, ProxyRoutes routes, ConfigProblems problems)
    {
        bool IsSound(string place) =>
            !problems.Errors.Any(error => ConfigPath.IsWithin(error.Path, place) || ConfigPath.IsWithin(place, error.Path));
        bool IsRouteSound(YarpRoute route) =>
            IsSound(ConfigPath.Key("$.ReverseProxy.Routes", route.RouteId))
            && IsSound(ConfigPath.Key("$.ReverseProxy.Clusters", route.ClusterId ?? ""))
            && IsSound(ConfigPath.Key(Policies, RoutePolicy.FindName(route) ?? ""))
            && IsSound("$.PrivacyGateway.ReservedPath");

        return (
            config with
            {
                Policies = config.Policies.Where(policy => IsSound(ConfigPath.Key(Policies, policy.Key)))
                    .ToDictionary(StringComparer.Ordinal)
            },
            routes with { Routes = [.. routes.Routes.Where(IsRouteSound)] });
    }
}
