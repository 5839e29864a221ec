using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>
/// Where the running gateway's admin listener is to be asked. The file may be broken at this moment, while the gateway runs on with
/// its last good configuration: a probe must not call that ill, so whatever cannot be read counts as not written.
/// </summary>
internal static class AdminAddress
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>1. The environment, 2. the file, 3. the default.</summary>
    /// <returns>Null if what was found is no address.</returns>
    public static Uri? Find(string file, IReadOnlyDictionary<string, string> environment) =>
        ToAsk(FromEnvironment(environment) ?? FromFile(file) ?? GatewayConfig.DefaultAdminUrl);

    /// <summary>A place to bind, as a place to ask: "every address" becomes this machine.</summary>
    public static Uri? ToAsk(string url)
    {
        foreach (var any in (ReadOnlySpan<string>)["+", "*", "0.0.0.0", "[::]"])
            url = url.Replace($"://{any}", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new Uri(address, "/healthz") : null;
    }

    private static string? FromEnvironment(IReadOnlyDictionary<string, string> environment) =>
        environment.FirstOrDefault(pair => pair.Key.Equals("PrivacyGateway__Admin__Url", StringComparison.OrdinalIgnoreCase)).Value;

    private static string? FromFile(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), new JsonNodeOptions { PropertyNameCaseInsensitive = true }, Lenient) is JsonObject root
                && root["PrivacyGateway"] is JsonObject gateway
                && gateway["Admin"] is JsonObject admin
                && admin["Url"] is JsonValue url
                && url.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return null;
        }
    }
}
