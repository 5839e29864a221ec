namespace PrivacyGateway.Configuration;

/// <summary>Reads the <c>PrivacyGateway</c> section.</summary>
internal static class GatewayReader
{
    /// <returns>Without routes and destinations, which stand in YARP's section.</returns>
    public static GatewayConfig Read(SectionReader? section, ConfigProblems problems)
    {
        var defaults = new GatewayConfig { Policies = new Dictionary<string, PolicyConfig>(), Routes = [], Destinations = [] };
        if (section is null)
            return defaults;

        var config = AdminReader.Read(section.SectionOrEmpty("Admin"), defaults, problems) with
        {
            Policies = ReadPolicies(section, problems),
            ReservedPath = section.String("ReservedPath", defaults.ReservedPath)!,
            KnownProxies = section.Strings("KnownProxies", defaults.KnownProxies),
            Limits = ReadLimits(section.SectionOrEmpty("Limits")),
            DataDirectory = section.String("DataDirectory", defaults.DataDirectory),
            Spool = ReadSpool(section.SectionOrEmpty("Spool")),
            ScriptCache = ReadScriptCache(section.SectionOrEmpty("ScriptCache")),
            TrackDomains = TrackDomainReader.Read(section.Section("TrackDomains"), problems),
            Https = ReadHttps(section.SectionOrEmpty("Https")),
            AcmeDirectory = ReadAcmeDirectory(section.Section("Acme")),
            Shutdown = ReadShutdown(section.SectionOrEmpty("Shutdown")),
            AccessLog = section.Bool("AccessLog", defaults.AccessLog),
        };
        section.Finish();
        return config;
    }

    private static Dictionary<string, PolicyConfig> ReadPolicies(SectionReader gateway, ConfigProblems problems)
    {
        var policies = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal);
        if (gateway.Section("Policies", isRequired: true) is not { } sections)
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

    private static GatewayLimitsConfig ReadLimits(SectionReader section)
    {
        var defaults = new GatewayLimitsConfig();
        var limits = new GatewayLimitsConfig
        {
            BufferedBytes = section.Number("bufferedBytes", defaults.BufferedBytes, 65536, 68719476736),
            ConcurrentRequests = (int)section.Number("concurrentRequests", defaults.ConcurrentRequests, 1, 1_000_000),
            RequestsPerAddress = (int)section.Number("requestsPerAddress", defaults.RequestsPerAddress, 0, 1_000_000),
            AddressBurst = (int)section.Number("addressBurst", defaults.AddressBurst, 1, 1_000_000),
        };
        section.Finish();
        return limits;
    }

    private static SpoolConfig ReadSpool(SectionReader section)
    {
        var defaults = new SpoolConfig();
        var spool = new SpoolConfig
        {
            MaxRows = (int)section.Number("maxRows", defaults.MaxRows, 1, 1_000_000),
            MaxBytes = section.Number("maxBytes", defaults.MaxBytes, 1048576, 68719476736),
            MaxAge = TimeSpan.FromMinutes(section.Number("maxAgeMinutes", (long)defaults.MaxAge.TotalMinutes, 1, 43200)),
            KeepMilliseconds = (int)section.Number("keepMilliseconds", defaults.KeepMilliseconds, 100, 30_000),
            ReplayPerSecond = (int)section.Number("replayPerSecond", defaults.ReplayPerSecond, 1, 100_000),
            ReplayConnections = (int)section.Number("replayConnections", defaults.ReplayConnections, 1, 64),
        };
        section.Finish();
        return spool;
    }

    private static ScriptCacheConfig ReadScriptCache(SectionReader section)
    {
        var defaults = new ScriptCacheConfig();
        var cache = new ScriptCacheConfig
        {
            Enabled = section.Bool("enabled", defaults.Enabled),
            SizeMegabytes = (int)section.Number("sizeMegabytes", defaults.SizeMegabytes, 1, 4096),
            StaleIfErrorSeconds = (int)section.Number("staleIfErrorSeconds", defaults.StaleIfErrorSeconds, 0, 2_592_000),
        };
        section.Finish();
        return cache;
    }

    private static HttpsConfig ReadHttps(SectionReader section)
    {
        var defaults = new HttpsConfig();
        var https = new HttpsConfig
        {
            Redirect = section.Bool("redirect", defaults.Redirect),
            HstsDays = (int)section.Number("hstsDays", defaults.HstsDays, 0, 3650),
        };
        section.Finish();
        return https;
    }

    private static string? ReadAcmeDirectory(SectionReader? section)
    {
        var directory = section?.String("challengeDirectory", null, isRequired: true);
        section?.Finish();
        return directory;
    }

    private static ShutdownConfig ReadShutdown(SectionReader section)
    {
        var defaults = new ShutdownConfig();
        var shutdown = new ShutdownConfig
        {
            DelaySeconds = (int)section.Number("delaySeconds", defaults.DelaySeconds, 0, 600),
            GraceSeconds = (int)section.Number("graceSeconds", defaults.GraceSeconds, 1, 600),
        };
        section.Finish();
        return shutdown;
    }
}
