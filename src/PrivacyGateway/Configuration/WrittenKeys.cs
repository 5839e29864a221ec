using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// The keys that stand in the file or come from the environment. A configuration record cannot tell a written default from an absent key.
/// </summary>
/// <param name="section">Null for a section that is not there.</param>
internal sealed class WrittenKeys(JsonObject? section)
{
    public IEnumerable<string> Names => section?.Select(static pair => pair.Key) ?? [];

    public bool Has(string key) => section?.ContainsKey(key) == true;

    /// <summary>The section below these keys; empty if it is not there.</summary>
    public WrittenKeys In(params ReadOnlySpan<string> keys)
    {
        var node = section;
        foreach (var key in keys)
            node = node?[key] as JsonObject;
        return new WrittenKeys(node);
    }

    /// <summary>The value of a key as it stands in the file; null if it is not there.</summary>
    public JsonNode? Node(string key) => section?[key];

    public WrittenKeys Policy(string name) => In("PrivacyGateway", "Policies", name);

    /// <summary>Null if the key is not there or holds no text.</summary>
    public string? Text(string key) => section?[key] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
