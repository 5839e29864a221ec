using PrivacyGateway.Configuration.Validation;

namespace PrivacyGateway.Configuration.Loading;

/// <summary>Reads and validates the whole file. One run finds all problems.</summary>
internal static class ConfigReader
{
    /// <summary>Top-level sections that .NET itself reads.</summary>
    private static readonly string[] Known = ["$schema", "Logging", "AllowedHosts"];

    /// <returns>The configuration; only to be used if <paramref name="problems"/> holds no error.</returns>
    public static GatewayConfig Read(ConfigDocument document, ConfigProblems problems)
    {
        var root = new SectionReader(document.Root, ConfigPath.Root, document, problems, document.Effective);
        foreach (var key in Known)
            root.Skip(key);

        var proxy = root.Section("ReverseProxy", isRequired: true);
        IReadOnlyList<RouteConfig> routes = proxy?.Section("Routes", isRequired: true) is { } routeSection
            ? ReverseProxyReader.ReadRoutes(routeSection, problems) : [];
        var clusters = proxy?.Section("Clusters", isRequired: true);
        IReadOnlyList<DestinationConfig> destinations = clusters is null ? [] : ReverseProxyReader.ReadClusters(clusters, routes, problems);
        proxy?.Finish();

        var gateway = root.Section("PrivacyGateway", isRequired: true) is { } section
            ? RecordReader.Read<GatewayConfig>(section) : new GatewayConfig();
        var kestrel = KestrelReader.Read(root.Section("Kestrel"), problems);
        root.Finish();

        AdminConfig.Validate(gateway.Admin, problems);
        foreach (var (name, policy) in gateway.Policies)
            PolicyValidator.Validate(ConfigPath.Policy(name), policy, problems);
        RouteValidator.Validate(routes, [.. gateway.Policies.Keys], problems);
        DestinationValidator.Validate(destinations, routes, problems);
        TrackDomainValidator.Validate(gateway.TrackDomains, clusters?.Keys.ToArray() ?? [], problems);
        ConsentValidator.ValidateCookieDomains(gateway.Policies, routes, problems);

        var written = new WrittenKeys(document.Root);
        var config = gateway with
        {
            Kestrel = kestrel,
            Routes = routes,
            Destinations = destinations,
            TrackDomains = TrackDomainValidator.Limit(gateway.TrackDomains, written.In("ReverseProxy", "Clusters")),
        };
        ReservedPathValidator.Validate(config, problems);
        KestrelValidator.ValidateRedirect(config, problems);
        OverrideValidator.Validate(document, problems);
        UsefulnessValidator.Validate(config, written, problems);

        KeyCaseValidator.Validate(document.Root, problems);
        return config;
    }
}
