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
        File.WriteAllText(Path, WithAdmin(json, out var hasKestrel));
        HasKestrel = hasKestrel;
    }

    public string Path { get; }

    /// <summary>The file names its own public listeners, so <c>--urls</c> beside it would be an error.</summary>
    public bool HasKestrel { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>
    /// Gives the admin listener a free port unless the test has chosen one: tests run side by side.
    /// What is not a JSON object is left as it is; the gateway shall say so, not this class.
    /// </summary>
    private static string WithAdmin(string json, out bool hasKestrel)
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
        return config.ToJsonString();
    }

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
