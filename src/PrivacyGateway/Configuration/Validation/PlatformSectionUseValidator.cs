namespace PrivacyGateway.Configuration.Validation;

/// <summary>Keys of .NET's own sections that have no effect here, or put one of the gateway's out of effect.</summary>
internal static class PlatformSectionUseValidator
{
    private const string AccessLog = "PrivacyGateway.AccessLog";

    private static readonly string[] Silent = ["Warning", "Error", "Critical", "None"];

    public static void Validate(GatewayConfig config, WrittenKeys written, ConfigProblems problems)
    {
        if (written.Text("AllowedHosts") is { } hosts and not "*")
            problems.Warn("$.AllowedHosts", $"\"{hosts}\" has no effect: the routes name the hosts.", "Take it out, and write the hosts into Match.Hosts of the routes.");

        var levels = written.In("Logging", "LogLevel");
        var category = levels.Names.Where(IsPrefix).MaxBy(static name => name.Length) ?? levels.Names.FirstOrDefault(static name => name.Equals("Default", StringComparison.OrdinalIgnoreCase));
        if (config.AccessLog && category is not null && levels.Text(category) is { } level && Silent.Contains(level, StringComparer.OrdinalIgnoreCase))
            problems.Warn("$.PrivacyGateway.AccessLog", $"its lines have the level Information, and {ConfigPath.Key("$.Logging.LogLevel", category)} is \"{level}\": none is written.", $"Write \"{AccessLog}\": \"Information\" into $.Logging.LogLevel.");
    }

    /// <summary>As .NET takes a category's name for all below it.</summary>
    private static bool IsPrefix(string name) =>
        AccessLog.Equals(name, StringComparison.OrdinalIgnoreCase) || AccessLog.StartsWith($"{name}.", StringComparison.OrdinalIgnoreCase);
}
