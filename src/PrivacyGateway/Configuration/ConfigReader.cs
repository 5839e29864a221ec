using System.Net;

namespace PrivacyGateway.Configuration;

/// <summary>Reads and validates the whole file. Everything wrong is found in one go.</summary>
internal static class ConfigReader
{
    /// <summary>Top-level sections that .NET itself reads.</summary>
    private static readonly string[] Known = ["$schema", "Kestrel", "Logging", "AllowedHosts"];

    /// <returns>What was read; only to be used if <paramref name="problems"/> holds no error.</returns>
    public static GatewayConfig Read(ConfigDocument document, ConfigProblems problems)
    {
        var root = new SectionReader(document.Root, "$", document, problems);
        foreach (var key in Known)
            root.Skip(key);

        var proxy = root.Section("ReverseProxy", isRequired: true);
        IReadOnlyList<RouteConfig> routes = proxy?.Section("Routes", isRequired: true) is { } routeSection ? ReverseProxyReader.ReadRoutes(routeSection, problems) : [];
        IReadOnlyList<DestinationConfig> destinations = proxy?.Section("Clusters", isRequired: true) is { } clusters ? ReverseProxyReader.ReadClusters(clusters, routes, problems) : [];
        proxy?.Finish();

        var gateway = root.Section("PrivacyGateway", isRequired: true);
        var policies = ReadPolicies(gateway, problems);
        var adminSection = gateway?.Section("Admin");
        var admin = adminSection?.String("Url", null);
        adminSection?.Finish();
        var reserved = gateway?.String("ReservedPath", null);
        var proxies = gateway?.Strings("KnownProxies", []) ?? [];
        var limits = gateway?.Section("Limits");
        var buffered = limits?.Number("bufferedBytes", 67108864, 65536, 68719476736);
        limits?.Finish();
        gateway?.Finish();
        root.Finish();

        RouteValidator.Validate(routes, [.. policies.Keys], problems);
        DestinationValidator.Validate(destinations, routes, problems);
        ValidateProxies(proxies, problems);

        ConsentValidator.ValidateCookieDomains(policies, routes, problems);

        var config = new GatewayConfig { Policies = policies, Routes = routes, Destinations = destinations, KnownProxies = proxies };
        config = config with
        {
            AdminUrl = admin ?? config.AdminUrl,
            BufferedBytes = buffered ?? config.BufferedBytes,
            ReservedPath = reserved ?? config.ReservedPath,
        };
        ReservedPathValidator.Validate(config, problems);
        return config;
    }

    private static Dictionary<string, PolicyConfig> ReadPolicies(SectionReader? gateway, ConfigProblems problems)
    {
        var policies = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal);
        if (gateway?.Section("Policies", isRequired: true) is not { } sections)
            return policies;

        foreach (var name in sections.Keys.ToArray())
        {
            if (name == RouteConfig.NoPolicy)
                problems.Error(sections.PathOf(name), $"\"{RouteConfig.NoPolicy}\" means a route without a policy.", "Give the policy another name.");
            if (sections.Section(name) is not { } section)
                continue;
            var policy = PolicyReader.Read(section);
            PolicyValidator.Validate(section.Path, policy, problems);
            policies[name] = policy;
        }

        return policies;
    }

    private static void ValidateProxies(IReadOnlyList<string> proxies, ConfigProblems problems)
    {
        for (var i = 0; i < proxies.Count; i++)
        {
            if (!IPAddress.TryParse(proxies[i], out _) && !IPNetwork.TryParse(proxies[i], out _))
                problems.Error($"$.PrivacyGateway.KnownProxies[{i}]", $"\"{proxies[i]}\" is neither an address nor a network.", "Write one such as \"10.0.0.7\" or \"10.0.0.0/8\".");
        }
    }
}
