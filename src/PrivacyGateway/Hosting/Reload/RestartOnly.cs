using System.Text.Json.Nodes;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>Keys that are read once, when the process starts.</summary>
internal static class RestartOnly
{
    private static readonly string[] Paths =
    [
        "Kestrel", "Logging", "PrivacyGateway.Admin.Url", "PrivacyGateway.Limits.bufferedBytes", "PrivacyGateway.Shutdown.graceSeconds",
        "PrivacyGateway.DataDirectory", "PrivacyGateway.Spool.maxRows", "PrivacyGateway.Spool.maxBytes", "PrivacyGateway.Spool.maxAgeMinutes", "PrivacyGateway.Spool.keepMilliseconds",
        "PrivacyGateway.ScriptCache.sizeMegabytes",
    ];

    /// <summary>Parts of the Kestrel section that are chosen at each handshake.</summary>
    private static readonly string[] Live = ["Certificate", "Certificates", "Sni"];

    /// <summary>Their JSON paths, where a new file says something else.</summary>
    public static IReadOnlyList<string> Changed(CheckedConfig before, CheckedConfig after)
    {
        var (old, current) = (JsonNode.Parse(before.Json), JsonNode.Parse(after.Json));
        return [.. Paths.Where(path => !JsonNode.DeepEquals(At(old, path), At(current, path))).Select(path => $"$.{path}")];
    }

    private static JsonNode? At(JsonNode? root, string path)
    {
        var node = path.Split('.').Aggregate(root, static (node, key) => (node as JsonObject)?[key]);
        if (path == "Kestrel")
            Without(node, Live);
        return node;
    }

    private static void Without(JsonNode? node, string[] keys)
    {
        if (node is not JsonObject section)
            return;
        foreach (var key in keys)
            section.Remove(key);
        foreach (var (_, child) in section)
            Without(child, keys);
    }
}
