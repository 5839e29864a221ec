using PrivacyGateway.Configuration.Validation;

namespace PrivacyGateway.Configuration;

/// <summary>Reads and validates the whole file. Everything wrong is found in one go.</summary>
internal static class ConfigReader
{
    /// <summary>Top-level sections that .NET itself reads.</summary>
    private static readonly string[] Known = ["$schema", "Logging", "AllowedHosts"];

    /// <returns>What was read; only to be used if <paramref name="problems"/> holds no error.</returns>
    public static GatewayConfig Read(ConfigDocument document, ConfigProblems problems)
    {
        var root = new SectionReader(document.Root, ConfigPath.Root, document, problems, document.Effective);
        foreach (var key in Known)
            root.Skip(key);

        var proxy = root.Section("ReverseProxy", isRequired: true);
        IReadOnlyList<RouteConfig> routes = proxy?.Section("Routes", isRequired: true) is { } routeSection ? ReverseProxyReader.ReadRoutes(routeSection, problems) : [];
        var clusters = proxy?.Section("Clusters", isRequired: true);
        IReadOnlyList<DestinationConfig> destinations = clusters is null ? [] : ReverseProxyReader.ReadClusters(clusters, routes, problems);
        proxy?.Finish();

        var gateway = GatewayReader.Read(root.Section("PrivacyGateway", isRequired: true), problems);
        var kestrel = KestrelReader.Read(root.Section("Kestrel"), problems);
        root.Finish();

        RouteValidator.Validate(routes, [.. gateway.Policies.Keys], problems);
        DestinationValidator.Validate(destinations, routes, problems);
        TrackDomainReader.ValidateNames(gateway.TrackDomains.Keys, clusters?.Keys.ToArray() ?? [], problems);
        ConsentValidator.ValidateCookieDomains(gateway.Policies, routes, problems);

        var written = new WrittenKeys(document.Root);
        var config = gateway with
        {
            Kestrel = kestrel,
            Routes = routes,
            Destinations = destinations,
            TrackDomains = TrackDomainReader.Limit(gateway.TrackDomains, written.In("ReverseProxy", "Clusters")),
        };
        ReservedPathValidator.Validate(config, problems);
        KestrelValidator.ValidateRedirect(config, problems);
        OverrideValidator.Validate(document, problems);
        UsefulnessValidator.Validate(config, written, problems);

        KeyCaseValidator.Validate(document.Root, problems);
        return config;
    }
}
