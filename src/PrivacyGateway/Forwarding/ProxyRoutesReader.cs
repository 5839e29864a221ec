using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Configuration;
using Yarp.ReverseProxy.Configuration;
using RouteConfig = Yarp.ReverseProxy.Configuration.RouteConfig;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Lets YARP read and validate its section before a configuration is applied. Otherwise YARP would find an error only while it swaps
/// its routes, after the policies have been replaced.
/// </summary>
internal static class ProxyRoutesReader
{
    private const string Section = "ReverseProxy";

    /// <returns>The routes; the caller must not use them if <paramref name="problems"/> has errors.</returns>
    public static async Task<ProxyRoutes> ReadAsync(IConfiguration configuration, ConfigProblems problems)
    {
        // Throwaway service provider: YARP's reader and validators are only reachable through DI.
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection(Section));
        await using var provider = services.BuildServiceProvider();
        try
        {
            var config = provider.GetRequiredService<IProxyConfigProvider>().GetConfig();
            var validator = provider.GetRequiredService<IConfigValidator>();
            var routes = config.Routes.Select(WithHosts).ToArray();
            foreach (var route in routes)
                Add(problems, ConfigPath.Key("$.ReverseProxy.Routes", route.RouteId), await validator.ValidateRouteAsync(route));
            foreach (var cluster in config.Clusters)
                Add(problems, ConfigPath.Key("$.ReverseProxy.Clusters", cluster.ClusterId), await validator.ValidateClusterAsync(cluster));
            return new ProxyRoutes(routes, [.. config.Clusters]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            Add(problems, "$.ReverseProxy", [exception]);
            return new ProxyRoutes([], []);
        }
    }

    /// <summary>Converts international host names to the form that YARP compares.</summary>
    private static RouteConfig WithHosts(RouteConfig route) => route with
    {
        Match = route.Match with { Hosts = route.Match.Hosts?.Select(static host => HostPattern.Parse(host)?.ToYarp() ?? host).ToArray() },
    };

    private static void Add(ConfigProblems problems, string path, IEnumerable<Exception> errors)
    {
        foreach (var error in errors)
            problems.Error(path, $"YARP refuses this: {error.Message}", "See YARP's documentation of this key.");
    }
}
