using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Hosting.Reload;

/// <summary>The keys that take effect only at start.</summary>
internal static class RestartOnly
{
    private static readonly string[] Paths = [
        "Kestrel", "Logging", .. KeyAttribute.FindNeedingRestart(typeof(GatewayConfig), "PrivacyGateway")];

    /// <summary>Parts of the Kestrel section that each TLS handshake reads.</summary>
    private static readonly string[] Live = ["Certificate", "Certificates", "Sni"];

    /// <summary>The JSON paths of such keys whose value differs.</summary>
    public static IReadOnlyList<string> FindChanged(CheckedConfig before, CheckedConfig after)
    {
        var (old, current) = (JsonNode.Parse(before.Json), JsonNode.Parse(after.Json));
        return [.. Paths.Where(path => !JsonNode.DeepEquals(GetNode(old, path), GetNode(current, path))).Select(path => $"$.{path}")];
    }

    private static JsonNode? GetNode(JsonNode? root, string path)
    {
        var node = path.Split('.').Aggregate(root, static (node, key) => (node as JsonObject)?[key]);
        if (path == "Kestrel")
            RemoveKeys(node, Live);
        return node;
    }

    private static void RemoveKeys(JsonNode? node, string[] keys)
    {
        if (node is not JsonObject section)
            return;
        foreach (var key in keys)
            section.Remove(key);
        foreach (var (_, child) in section)
            RemoveKeys(child, keys);
    }
}
