using System.Text.Json.Nodes;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Keys that are read once, when the process starts.</summary>
internal static class RestartOnly
{
    private static readonly string[] Paths =
    [
        "Kestrel", "Logging", "PrivacyGateway.Admin.Url", "PrivacyGateway.Limits.bufferedBytes", "PrivacyGateway.Shutdown.graceSeconds",
        "PrivacyGateway.DataDirectory", "PrivacyGateway.Spool.maxRows", "PrivacyGateway.Spool.maxBytes", "PrivacyGateway.Spool.maxAgeMinutes",
    ];

    /// <summary>Their JSON paths, where a new file says something else.</summary>
    public static IEnumerable<string> Changed(CheckedConfig before, CheckedConfig after)
    {
        var (old, current) = (JsonNode.Parse(before.Json), JsonNode.Parse(after.Json));
        return Paths.Where(path => !JsonNode.DeepEquals(At(old, path), At(current, path))).Select(path => $"$.{path}").ToArray();
    }

    private static JsonNode? At(JsonNode? root, string path) =>
        path.Split('.').Aggregate(root, static (node, key) => (node as JsonObject)?[key]);
}
