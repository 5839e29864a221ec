using System.Text.Json;

namespace PrivacyGateway.Inspection.Har;

/// <summary>A JSON value of a HAR with its path for messages. No message holds a value.</summary>
/// <param name="Json">The value.</param>
/// <param name="File">The HAR's name in messages.</param>
/// <param name="Path">For example <c>$.log.entries[3].request</c>.</param>
internal readonly record struct HarValue(JsonElement Json, string File, string Path)
{
    /// <summary>A required object member.</summary>
    public HarValue Object(string name) =>
        Find(name) is { Json.ValueKind: JsonValueKind.Object } found ? found : throw Wrong(name, "an object");

    /// <summary>The items of a required array member.</summary>
    public IEnumerable<HarValue> Array(string name) => Items(name) ?? throw Wrong(name, "a list");

    /// <summary>The items of an optional array member; null if it is absent.</summary>
    public IEnumerable<HarValue>? Items(string name)
    {
        if (Find(name) is not { } found)
            return null;
        if (found.Json.ValueKind != JsonValueKind.Array)
            throw Wrong(name, "a list");
        return found.Json.EnumerateArray().Select((item, index) => new HarValue(item, found.File, $"{found.Path}[{index}]"));
    }

    public string Text(string name) => TextOrNull(name) ?? throw Wrong(name, "text");

    public string? TextOrNull(string name) => Find(name) switch
    {
        null => null,
        { Json: { ValueKind: JsonValueKind.String } text } => text.GetString(),
        _ => throw Wrong(name, "text"),
    };

    /// <summary>0 if the member is absent or not an integer.</summary>
    public long Number(string name) =>
        Find(name) is { Json: { ValueKind: JsonValueKind.Number } number } && number.TryGetInt64(out var value) ? value : 0;

    /// <summary>Null for a member that is absent or null.</summary>
    public HarValue? Find(string name)
    {
        if (Json.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{File}: {Path}: this must be an object. Export the HAR again; explain reads HAR 1.2.");
        return Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? new HarValue(value, File, $"{Path}.{name}") : null;
    }

    public FormatException Wrong(string name, string expected) =>
        new($"{File}: {Path}.{name}: {expected} is missing here. Export the HAR again; explain reads HAR 1.2, as browsers save it.");
}
