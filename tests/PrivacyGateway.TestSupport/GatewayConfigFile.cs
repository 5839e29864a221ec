using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.TestSupport;

/// <summary>The configuration of one gateway process, alone in a fresh folder.</summary>
internal sealed class GatewayConfigFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");

    public GatewayConfigFile(string json)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "proxy.json");
        File.WriteAllText(Path, WithTestKeys(json, out var hasKestrel));
        HasKestrel = hasKestrel;
    }

    public string Path { get; }

    /// <summary>The file names its own public listeners, so <c>--urls</c> beside it would be an error.</summary>
    public bool HasKestrel { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// Gives the admin listener a free port unless the test has chosen one: tests run in parallel. No attempt times out while a
    /// machine under load is still busy with it, unless the test has chosen a track domain's keys; nor does the spool refuse a hit.
    /// Text that is not a JSON object is not changed; the gateway must report it, not this class.
    /// </summary>
    private static string WithTestKeys(string json, out bool hasKestrel)
    {
        hasKestrel = false;
        if (Parse(json) is not JsonObject config)
        {
            return json;
        }

        hasKestrel = config.ContainsKey("Kestrel");
        if (config["PrivacyGateway"] is not JsonObject gateway || gateway.ContainsKey("Admin"))
        {
            return json;
        }

        gateway["Admin"] = new JsonObject { ["Url"] = "http://127.0.0.1:0" };
        if (!gateway.ContainsKey("TrackDomains") && config["ReverseProxy"]?["Clusters"] is JsonObject clusters)
        {
            gateway["TrackDomains"] = new JsonObject(
                clusters.Select(static cluster => KeyValuePair.Create(cluster.Key, (JsonNode?)Unhurried())));
        }

        if (gateway.ContainsKey("DataDirectory"))
        {
            var spool = gateway["Spool"] as JsonObject ?? new JsonObject();
            spool.TryAdd("keepMilliseconds", 30_000);
            gateway["Spool"] = spool;
        }

        return config.ToJsonString();
    }

    private static JsonObject Unhurried() => new() { ["attemptMilliseconds"] = 60_000, ["totalMilliseconds"] = 120_000 };

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(
                json,
                documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
