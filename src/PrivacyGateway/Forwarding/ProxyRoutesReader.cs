using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Configuration;
using Yarp.ReverseProxy.Configuration;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Lets YARP read and check its section before anything of a configuration comes into force: YARP itself would find a mistake
/// only while it swaps its routes, when the policies have been swapped already.
/// </summary>
internal static class ProxyRoutesReader
{
    private const string Section = "ReverseProxy";

    /// <returns>Only to be used if <paramref name="problems"/> holds no error.</returns>
    public static async Task<ProxyRoutes> ReadAsync(IConfiguration configuration, ConfigProblems problems)
    {
        // A house of its own, which nobody ever visits: YARP's reader and validators can be had no other way.
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddReverseProxy().LoadFromConfig(configuration.GetSection(Section));
        await using var house = services.BuildServiceProvider();
        try
        {
            var config = house.GetRequiredService<IProxyConfigProvider>().GetConfig();
            var validator = house.GetRequiredService<IConfigValidator>();
            foreach (var route in config.Routes)
                Add(problems, ConfigPath.Key("$.ReverseProxy.Routes", route.RouteId), await validator.ValidateRouteAsync(route));
            foreach (var cluster in config.Clusters)
                Add(problems, ConfigPath.Key("$.ReverseProxy.Clusters", cluster.ClusterId), await validator.ValidateClusterAsync(cluster));
            return new ProxyRoutes([.. config.Routes], [.. config.Clusters]);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            Add(problems, "$.ReverseProxy", [exception]);
            return new ProxyRoutes([], []);
        }
    }

    private static void Add(ConfigProblems problems, string path, IEnumerable<Exception> errors)
    {
        foreach (var error in errors)
            problems.Error(path, $"YARP does not take this: {error.Message}", "See YARP's documentation of this key.");
    }
}
