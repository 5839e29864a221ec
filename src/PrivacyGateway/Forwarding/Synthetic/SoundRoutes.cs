using PrivacyGateway.Configuration;
using YarpRoute = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>The part of a configuration that can be tried although other parts are wrong, so that one error does not hide what the trial finds.</summary>
internal static class SoundRoutes
{
    private const string Policies = "$.PrivacyGateway.Policies";

    /// <returns>The routes whose own section, cluster and policy have no error, and the configuration with the policies that have none.</returns>
    public static (GatewayConfig Config, ProxyRoutes Routes) Of(GatewayConfig config, ProxyRoutes routes, ConfigProblems problems)
    {
        bool IsSound(string place) => !problems.Errors.Any(error => ConfigPath.IsWithin(error.Path, place) || ConfigPath.IsWithin(place, error.Path));
        bool IsRouteSound(YarpRoute route) =>
            IsSound(ConfigPath.Key("$.ReverseProxy.Routes", route.RouteId))
            && IsSound(ConfigPath.Key("$.ReverseProxy.Clusters", route.ClusterId ?? ""))
            && IsSound(ConfigPath.Key(Policies, route.Metadata?.GetValueOrDefault("PrivacyPolicy") ?? ""))
            && IsSound("$.PrivacyGateway.ReservedPath");

        return (
            config with { Policies = config.Policies.Where(policy => IsSound(ConfigPath.Key(Policies, policy.Key))).ToDictionary(StringComparer.Ordinal) },
            routes with { Routes = [.. routes.Routes.Where(IsRouteSound)] });
    }
}
