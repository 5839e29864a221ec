using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>A value as messages show it: letters of every language, without secrets, cut at 200 characters.</summary>
internal static class ShownValue
{
    private const int Longest = 200;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="value">As written; null is JSON's null.</param>
    /// <param name="path">Where it stands.</param>
    public static string From(JsonNode? value, string path)
    {
        if (Secrets.IsSecret(path[((ConfigPath.Parent(path) ?? "").Length)..]))
            return Secrets.Hidden;
        var text = value switch
        {
            null => "null",
            JsonObject => "an object",
            JsonArray => "a list",
            _ => WithoutCredentials(value.ToJsonString(Plain)),
        };
        return text.Length > Longest ? $"{text[..Longest]}…" : text;
    }

    /// <summary>A wrong value may be a URL without a scheme, so the text before an @ is masked.</summary>
    private static string WithoutCredentials(string json)
    {
        var at = json.LastIndexOf('@');
        return at < 0 || json.Contains("://", StringComparison.Ordinal)
            ? Secrets.WithoutCredentials(json) : $"\"{Secrets.Hidden}{json[at..]}";
    }
}
