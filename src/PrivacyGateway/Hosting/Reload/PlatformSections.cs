using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Binds the sections that .NET reads to trial objects. Otherwise an invalid value would pass <c>validate</c> and each reload, and only the
/// next start would fail.
/// </summary>
internal static class PlatformSections
{
    public static void Check(JsonObject root, GatewayConfig? config, ConfigProblems problems)
    {
        if (root["Kestrel"]?["Limits"] is JsonObject limits)
            HitSizeCheck.Check(CheckLimits(limits, "$.Kestrel.Limits", problems), "$.Kestrel.Limits", config, problems);
        if (root["Logging"] is { } logging)
            LoggingSection.Check(logging, problems);
    }

    private static KestrelServerLimits CheckLimits(JsonObject section, string path, ConfigProblems problems)
    {
        var limits = KestrelLimits.CreateDefaults();
        PlatformObject.Set(section, path, limits, problems);

        // Kestrel compares these only at start.
        if (limits.MaxRequestBufferSize < limits.MaxRequestLineSize)
            problems.Error($"{path}.MaxRequestBufferSize",
                $"{limits.MaxRequestBufferSize} is less than MaxRequestLineSize, {limits.MaxRequestLineSize}.", "Write at least as much.");
        else if (limits.MaxRequestBufferSize < limits.MaxRequestHeadersTotalSize)
            problems.Error($"{path}.MaxRequestBufferSize",
                $"{limits.MaxRequestBufferSize} is less than MaxRequestHeadersTotalSize, {limits.MaxRequestHeadersTotalSize}.",
                "Write at least as much.");
        return limits;
    }
}
