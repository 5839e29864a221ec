using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Masks passwords, credentials in URLs and headers that a route without a policy sets, in messages and printed configurations.
/// </summary>
internal static class Secrets
{
    public const string Hidden = "***";

    private static readonly string[] SecretNames = ["password", "secret", "token", "apiKey", "api-key", "authorization"];

    /// <summary>Keys of YARP's transforms that hold a header's value.</summary>
    private static readonly string[] HeaderValues = ["Set", "Append"];

    /// <summary>Masks all secrets of a tree.</summary>
    public static void Mask(JsonObject section)
    {
        var setsSecretHeader = section["RequestHeader"] is JsonValue header && IsSecret(header.ToString());
        foreach (var (key, value) in section.ToArray())
        {
            if (value is JsonValue text)
                section[key] = IsSecret(key) || (setsSecretHeader && HeaderValues.Contains(key, StringComparer.OrdinalIgnoreCase))
                    ? Hidden : Masked(text);
            else
                MaskInside(value);
        }
    }

    private static void MaskInside(JsonNode? node)
    {
        if (node is JsonObject section)
        {
            Mask(section);
            return;
        }

        var list = node as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is JsonValue text)
                list[i] = Masked(text);
            else
                MaskInside(list[i]);
        }
    }

    private static JsonNode Masked(JsonValue value) =>
        value.TryGetValue<string>(out var text) ? JsonValue.Create(WithoutCredentials(text)) : value.DeepClone();

    public static string WithoutCredentials(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.IndexOf('/', Math.Min(start, text.Length));
        var at = text.LastIndexOf('@', (end < 0 ? text.Length : end) - 1);
        return start >= 3 && at >= start ? $"{text[..start]}{Hidden}{text[at..]}" : text;
    }

    public static bool IsSecret(string name) =>
        Array.Exists(SecretNames, secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
