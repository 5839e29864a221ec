using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Cli;

/// <summary>
/// Finds the admin listener's URL for a health probe. The file may be invalid while the gateway runs with its last valid configuration,
/// so a value that cannot be read counts as absent: the probe must not report that as unhealthy.
/// </summary>
internal static class AdminAddress
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>1. The environment, 2. the file, 3. the default.</summary>
    /// <returns>Null if the value is not an HTTP URL.</returns>
    public static Uri? Find(string file, IReadOnlyDictionary<string, string> environment) =>
        ToHealthUrl(FromEnvironment(environment) ?? FromFile(file) ?? AdminConfig.DefaultUrl);

    /// <summary>Converts a URL to listen on to the URL of its health endpoint; a wildcard host becomes <c>localhost</c>.</summary>
    public static Uri? ToHealthUrl(string url)
    {
        foreach (var any in (ReadOnlySpan<string>)["+", "*", "0.0.0.0", "[::]"])
            url = url.Replace($"://{any}", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(address, "/healthz") : null;
    }

    private static string? FromEnvironment(IReadOnlyDictionary<string, string> environment) =>
        environment.FirstOrDefault(pair => pair.Key.Equals("PrivacyGateway__Admin__Url", StringComparison.OrdinalIgnoreCase)).Value;

    private static string? FromFile(string file)
    {
        try
        {
            return JsonNode.Parse(
                File.ReadAllText(file), new JsonNodeOptions { PropertyNameCaseInsensitive = true }, Lenient) is JsonObject root
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
