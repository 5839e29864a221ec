using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>
/// Has the platform take, on trial, each value of the sections that only it understands: else a wrong value passes <c>validate</c> and every
/// reload, and the next start fails.
/// </summary>
internal static class PlatformSections
{
    public static void Check(JsonObject root, GatewayConfig? config, ConfigProblems problems)
    {
        if (root["Kestrel"]?["Limits"] is JsonObject limits)
            HitRoom.Check(CheckLimits(limits, "$.Kestrel.Limits", problems), "$.Kestrel.Limits", config, problems);
        if (root["Logging"] is { } logging)
            LoggingSection.Check(logging, problems);
    }

    private static KestrelServerLimits CheckLimits(JsonObject section, string path, ConfigProblems problems)
    {
        var kestrel = new KestrelServerOptions();
        KestrelLimits.Set(kestrel);
        var limits = kestrel.Limits;
        PlatformObject.Set(section, path, limits, problems);

        // Kestrel compares these at start.
        if (limits.MaxRequestBufferSize < limits.MaxRequestLineSize)
            problems.Error($"{path}.MaxRequestBufferSize", $"{limits.MaxRequestBufferSize} is less than MaxRequestLineSize, {limits.MaxRequestLineSize}.", "Write at least as much.");
        else if (limits.MaxRequestBufferSize < limits.MaxRequestHeadersTotalSize)
            problems.Error($"{path}.MaxRequestBufferSize", $"{limits.MaxRequestBufferSize} is less than MaxRequestHeadersTotalSize, {limits.MaxRequestHeadersTotalSize}.", "Write at least as much.");
        return limits;
    }
}
