namespace PrivacyGateway.Configuration.Validation;

/// <summary>Settings of the script cache where nothing is cached.</summary>
internal static class ScriptCacheUseValidator
{
    private const string Path = "$.PrivacyGateway.ScriptCache";

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        var keys = written.In("PrivacyGateway", "ScriptCache");
        if (keys.Names.Any() && config.Policies.Values.All(static policy => policy.StaticPaths.Count == 0))
            problems.Warn(Path, "no policy has staticPaths, so nothing is cached.", "Write the paths of the pixel's files into staticPaths, or take the section out.");
        else if (!config.ScriptCache.Enabled && (keys.Has("sizeMegabytes") || keys.Has("staleIfErrorSeconds")))
            problems.Warn(Path, "enabled is false, so its other keys have no effect.", "Take them out, or set enabled to true.");
    }
}
