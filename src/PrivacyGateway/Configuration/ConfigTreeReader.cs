using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>Reads JSON into a tree and notes where each key and list entry begins.</summary>
internal sealed class ConfigTreeReader(byte[] utf8, ConfigProblems problems)
{
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Offsets => _offsets;

    /// <summary>The value that the reader stands on.</summary>
    public JsonNode? Read(ref Utf8JsonReader reader, string path)
    {
        _offsets.TryAdd(path, (int)reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, path),
            JsonTokenType.StartArray => ReadList(ref reader, path),
            JsonTokenType.String => JsonValue.Create(ReadText(ref reader, path)),
            JsonTokenType.Null => null,
            _ => JsonValue.Create(JsonElement.ParseValue(ref reader)),
        };
    }

    private JsonObject ReadObject(ref Utf8JsonReader reader, string path)
    {
        var section = new JsonObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var key = ReadText(ref reader, path);
            var child = ConfigPath.Key(path, key);
            if (_offsets.TryAdd(child, start))
            {
                reader.Read();
                section[key] = Read(ref reader, child);
                continue;
            }

            problems.Error(child, $"this key stands here twice, first in {ConfigText.PlaceAt(utf8, _offsets[child])}.",
                "Take one of the two out.", ConfigText.PlaceAt(utf8, start));
            reader.Skip();
        }

        return section;
    }

    private JsonArray ReadList(ref Utf8JsonReader reader, string path)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            list.Add(Read(ref reader, ConfigPath.Entry(path, list.Count)));
        return list;
    }

    private string ReadText(ref Utf8JsonReader reader, string path)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            problems.Error(path, "this text has an escape that is half a character.",
                "Write both halves of the surrogate pair, or the character itself.", ConfigText.PlaceAt(utf8, (int)reader.TokenStartIndex));
            return "";
        }
    }
}
