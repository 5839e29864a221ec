using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>A key that holds a value, not a section, as the schema describes it.</summary>
/// <param name="Path">From the root, <c>*</c> where a name is free.</param>
/// <param name="Default">Null if it has none.</param>
/// <param name="IsRequired">Within its section.</param>
/// <param name="IsNumber">Whether a unit belongs to it.</param>
internal sealed record SchemaKey(string Path, JsonNode? Default, bool IsRequired, bool IsNumber)
{
    /// <summary>Nothing escaped that people would not escape.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Those of the gateway and of YARP; the sections of .NET are documented by .NET.</summary>
    public static IEnumerable<SchemaKey> ReadAll(JsonObject schema) =>
        new[] { "ReverseProxy", "PrivacyGateway" }.SelectMany(
            section => Read(schema, schema["properties"]![section]!.AsObject(), section, isRequired: true));

    private static IEnumerable<SchemaKey> Read(JsonObject schema, JsonObject node, string path, bool isRequired)
    {
        if (node["$ref"]?.GetValue<string>() is { } reference)
            node = schema["$defs"]![reference.Split('/')[^1]]!.AsObject();

        var properties = node["properties"]?.AsObject();
        if (properties is null && IsSection(node["additionalProperties"]))
            return Read(schema, node["additionalProperties"]!.AsObject(), $"{path}.*", isRequired: false);
        if (properties is null)
            return [new SchemaKey(
                path, node["default"], isRequired, node["type"]?.GetValue<string>() == "integer" && node["maximum"] is not null)];

        var required = node["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        return properties.SelectMany(pair => Read(schema, pair.Value!.AsObject(), $"{path}.{pair.Key}", required.Contains(pair.Key)));
    }

    private static bool IsSection(JsonNode? node) =>
        node is JsonObject child && (child.ContainsKey("$ref") || child.ContainsKey("properties"));
}
