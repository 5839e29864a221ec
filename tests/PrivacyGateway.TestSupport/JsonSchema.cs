using System.Text.Json;

namespace PrivacyGateway.TestSupport;

/// <summary>
/// Checks JSON against a schema that uses the few keywords listed here; any other is an error of the schema, so that no check is skipped
/// silently. A browser test has the same schema compiled by a complete validator.
/// </summary>
public sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Annotations = ["$schema", "title", "description", "$defs"];

    /// <summary>Where the value breaks the schema; empty if it does not.</summary>
    public IReadOnlyList<string> FindErrors(JsonElement value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().SelectMany(keyword => Check(keyword, schema, value, path));

    private IEnumerable<string> Check(JsonProperty keyword, JsonElement schema, JsonElement value, string path) => keyword.Name switch
    {
        "$ref" => Check(Resolve(keyword.Value.GetString()!), value, path),
        "oneOf" => keyword.Value.EnumerateArray().Count(one => !Check(one, value, path).Any()) == 1
            ? []
            : [$"{path}: none, or several, of the forms fit: "
                + $"{string.Join(" | ", keyword.Value.EnumerateArray().SelectMany(one => Check(one, value, path)))}"],
        "type" => Types(keyword.Value).Contains(TypeOf(value), StringComparer.Ordinal)
            ? [] : [$"{path}: {TypeOf(value)} is not one of {keyword.Value}"],
        "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
            ? [] : [$"{path}: {value} is not one of {keyword.Value}"],
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble()
            ? [] : [$"{path}: {value} is too small"],
        "required" => value.ValueKind != JsonValueKind.Object ? [] : keyword.Value.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}: {name} is missing"),
        "properties" => value.ValueKind != JsonValueKind.Object ? [] : value.EnumerateObject().SelectMany(
            member => keyword.Value.TryGetProperty(member.Name, out var inner) ? Check(inner, member.Value, $"{path}.{member.Name}") : []),
        "additionalProperties" => value.ValueKind != JsonValueKind.Object ? [] : value.EnumerateObject()
            .Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _))
            .Select(member => $"{path}: {member.Name} is not in the schema"),
        "items" => value.ValueKind != JsonValueKind.Array
            ? [] : value.EnumerateArray().SelectMany((item, index) => Check(keyword.Value, item, $"{path}[{index}]")),
        _ when Annotations.Contains(keyword.Name, StringComparer.Ordinal) => [],
        _ => throw new NotSupportedException($"The schema uses \"{keyword.Name}\", which this check does not know."),
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, static (at, name) => at.GetProperty(name));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static one => one.GetString()!) : [type.GetString()!];

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
