using System.Text.Json.Nodes;
using PrivacyGateway.Configuration;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>Writes <c>config/proxy.schema.json</c>.</summary>
internal static class ConfigurationSchema
{
    /// <summary>The whole file.</summary>
    public static JsonObject Root() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "PrivacyGateway configuration",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("ReverseProxy", "PrivacyGateway"),
        ["properties"] = new JsonObject
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["ReverseProxy"] = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("Routes", "Clusters"),
                ["description"] = "YARP's own section.",
                ["properties"] = new JsonObject { ["Routes"] = Named(typeof(RouteSection)), ["Clusters"] = Named(typeof(ClusterSection)) },
            },
            ["PrivacyGateway"] = Of(typeof(GatewayConfig)),
            ["Kestrel"] = Of(typeof(KestrelSection), "Kestrel's own section: public listeners, their certificates, limits."),
            ["Logging"] = new JsonObject { ["type"] = "object", ["description"] = ".NET's own section." },
            ["AllowedHosts"] = new JsonObject { ["type"] = "string" },
        },
    };

    private static JsonObject Named(Type record) => new() { ["type"] = "object", ["additionalProperties"] = Of(record) };

    private static JsonObject Of(Type record, string? description = null, bool isOpen = false)
    {
        var schema =
            new JsonObject { ["type"] = "object", ["additionalProperties"] = isOpen ? new JsonObject { ["type"] = "string" } : false };
        var keys = ConfigurationKey.In(record);
        if (keys.Any(static key => key.Key.IsRequired))
            schema["required"] = new JsonArray(
                [.. keys.Where(static key => key.Key.IsRequired).Select(static key => JsonValue.Create(key.Key.Name))]);
        if (description is not null)
            schema["description"] = description;
        schema["properties"] = new JsonObject(keys.Select(static key => KeyValuePair.Create<string, JsonNode?>(key.Key.Name, Of(key))));
        return schema;
    }

    private static JsonObject Of(ConfigurationKey key)
    {
        var description = DocComments.Plain(key.Property) + (key.Key.NeedsRestart ? " A change needs a restart." : "");
        if (key.IsNamed)
            return OfNamed(key.Key, description);
        if (key.IsList)
            return new JsonObject { ["type"] = "array", ["items"] = Of(key.Key.Section!), ["description"] = description };
        if (key.Key.Section is { } section)
            return Of(section, description, key.Key.IsOpen);

        var schema = OfValue(key);
        if (key.Default is { } fallback)
            schema["default"] = fallback;
        schema["description"] = description;
        return schema;
    }

    private static JsonObject OfNamed(KeyAttribute key, string description)
    {
        var schema = new JsonObject { ["type"] = "object", ["description"] = description, ["additionalProperties"] = Of(key.Section!) };
        if (key.ReservedName is { } reserved)
            schema["propertyNames"] = new JsonObject { ["not"] = new JsonObject { ["const"] = reserved } };
        return schema;
    }

    private static JsonObject OfValue(ConfigurationKey key)
    {
        if (key.Type == typeof(JsonNode))
            return OfForeign(key.Key);
        if (key.Type.IsEnum)
            return new JsonObject { ["enum"] = key.Choices };
        if (key.Type == typeof(bool))
            return new JsonObject { ["type"] = "boolean" };
        if (key.IsNumber)
            return OfNumber(key.Key);
        if (key.Type == typeof(IReadOnlyList<int>))
            return new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = OfNumber(key.Key) };
        if (key.Type == typeof(string))
            return OfText(key.Key);
        var schema = new JsonObject { ["type"] = "array", ["items"] = OfText(key.Key) };
        if (key.Key.IsRequired)
            schema["minItems"] = 1;
        return schema;
    }

    private static JsonObject OfNumber(KeyAttribute key) =>
        new() { ["type"] = "integer", ["minimum"] = key.Least, ["maximum"] = key.MostForSchema > 0 ? key.MostForSchema : key.Most };

    /// <summary>A section that only YARP or .NET reads.</summary>
    private static JsonObject OfForeign(KeyAttribute key) => key.Known is null
        ? new JsonObject { ["type"] = key.Example.StartsWith('[') ? "array" : "object" }
        : new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(
            key.Known.Split(' ').Select(static name => KeyValuePair.Create<string, JsonNode?>(name, new JsonObject()))),
        };

    private static JsonObject OfText(KeyAttribute key)
    {
        switch (key.Format)
        {
            case YarpFormat.Bool:
                return new JsonObject { ["type"] = "boolean" };
            case YarpFormat.Integer:
                return new JsonObject { ["type"] = "integer" };
            case YarpFormat.Count:
                return new JsonObject { ["type"] = "integer", ["minimum"] = 1 };
        }

        var known = key.Known is null ? null : new JsonArray([.. key.Known.Split(' ').Select(static text => JsonValue.Create(text))]);
        if (known is not null && key.Pattern is null)
            return new JsonObject { ["enum"] = known };
        var schema = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        if (key.Pattern is { } pattern)
            schema["pattern"] = pattern;
        if (known is not null)
            schema["examples"] = known;
        return schema;
    }
}
