namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Values that are accepted alone and still have no effect, or contradict another key. Such a value is an error if it can never have its
/// effect, and a warning if it only has none beside the others.
/// </summary>
internal static class UsefulnessValidator
{
    private const string AccessLog = "PrivacyGateway.AccessLog";

    private static readonly string[] Silent = ["Warning", "Error", "Critical", "None"];

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        AdminUrlValidator.Validate(config, problems);
        KnownProxyValidator.Validate(config.KnownProxies, problems);
        HttpsUseValidator.Validate(config, problems);
        LimitUseValidator.Validate(config, written, problems);
        DeliveryUseValidator.Validate(config, written, problems);
        ClusterUseValidator.Validate(config, written, problems);
        TrackDomainValidator.ValidateUse(config, written, problems);
        ValidateScriptCache(config, written, problems);
        ValidatePlatform(config, written, problems);
        DuplicateValidator.Validate(written, problems);

        foreach (var (name, policy) in config.Policies)
        {
            var (path, routes) = (ConfigPath.Policy(name), config.Routes.Where(route => route.Policy == name).ToArray());
            if (routes.Length == 0)
                problems.Warn(path, "no route names this policy.", "Name it in a route's Metadata.PrivacyPolicy, or take it out.");
            PolicyUseValidator.Validate(path, policy, routes, problems);
            CookieRoleValidator.Validate(path, policy, problems);
            PlatformValidator.Validate($"{path}.signals", policy.Signals, problems);
            StaticPathValidator.Validate(path, policy.StaticPaths, routes, config.Acme is not null, problems);
        }
    }

    /// <summary>Settings of the script cache where nothing is cached.</summary>
    private static void ValidateScriptCache(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        var keys = written.In("PrivacyGateway", "ScriptCache");
        if (keys.Names.Any() && config.Policies.Values.All(static policy => policy.StaticPaths.Count == 0))
            problems.Warn("$.PrivacyGateway.ScriptCache", "no policy has staticPaths, so nothing is cached.",
                "Write the paths of the pixel's files into staticPaths, or take the section out.");
        else if (!config.ScriptCache.Enabled && (keys.Has("sizeMegabytes") || keys.Has("staleIfErrorSeconds")))
            problems.Warn("$.PrivacyGateway.ScriptCache", "enabled is false, so its other keys have no effect.",
                "Take them out, or set enabled to true.");
    }

    /// <summary>Keys of .NET's own sections that have no effect here, or put one of the gateway's out of effect.</summary>
    private static void ValidatePlatform(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        if (written.Text("AllowedHosts") is { } hosts and not "*")
            problems.Warn("$.AllowedHosts", $"\"{hosts}\" has no effect: the routes name the hosts.",
                "Take it out, and write the hosts into Match.Hosts of the routes.");

        var levels = written.In("Logging", "LogLevel");
        var category = levels.Names.Where(IsPrefix).MaxBy(static name => name.Length) ?? levels.Names.FirstOrDefault(
            static name => name.Equals("Default", StringComparison.OrdinalIgnoreCase));
        if (config.AccessLog && category is not null && levels.Text(category) is { } level
            && Silent.Contains(level, StringComparer.OrdinalIgnoreCase))
            problems.Warn("$.PrivacyGateway.AccessLog",
                $"its lines have the level Information, and {ConfigPath.Key("$.Logging.LogLevel", category)} is \"{level}\": none is "
                    + "written.", $"Write \"{AccessLog}\": \"Information\" into $.Logging.LogLevel.");
    }

    /// <summary>As .NET takes a category's name for all below it.</summary>
    private static bool IsPrefix(string name) =>
        AccessLog.Equals(name, StringComparison.OrdinalIgnoreCase) || AccessLog.StartsWith($"{name}.", StringComparison.OrdinalIgnoreCase);
}
