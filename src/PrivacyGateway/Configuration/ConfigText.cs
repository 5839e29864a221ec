using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>A text that holds an object: the tree, and where each key and list entry stands.</summary>
/// <param name="Utf8">The text.</param>
/// <param name="Root">The tree.</param>
/// <param name="Offsets">By JSON path, in bytes.</param>
internal sealed record ConfigText(byte[] Utf8, JsonObject Root, IReadOnlyDictionary<string, int> Offsets)
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// Null, with an error, if the text is not a JSON object. A key that stands twice is an error; its first value counts for further
    /// checks.
    /// </summary>
    public static ConfigText? Parse(string json, ConfigProblems problems)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        try
        {
            var reader = new Utf8JsonReader(utf8, Lenient);
            reader.Read();
            var tree = new ConfigTreeReader(utf8, problems);
            var root = tree.Read(ref reader, ConfigPath.Root);
            while (reader.Read())
            {
                // The reader throws on text after the object.
            }

            if (root is JsonObject section)
                return new ConfigText(utf8, section, tree.Offsets);
            problems.Error(
                ConfigPath.Root, "the file does not hold a JSON object.", "Start from config/proxy.json.", ConfigPlace.InFile(1, 1));
        }
        catch (JsonException exception)
        {
            JsonSyntax.Explain(utf8, StartOfLine(utf8, exception.LineNumber ?? 0) + (int)(exception.BytePositionInLine ?? 0), problems);
        }

        return null;
    }

    /// <summary>The place of a path, or of its nearest parent that is there.</summary>
    public ConfigPlace PlaceOf(string path)
    {
        for (var present = path; present is not null; present = ConfigPath.Parent(present))
        {
            if (Offsets.TryGetValue(present, out var offset))
                return PlaceAt(Utf8, offset);
        }

        return ConfigPlace.InFile(1, 1);
    }

    public static ConfigPlace PlaceAt(ReadOnlySpan<byte> utf8, int offset)
    {
        var before = utf8[..Math.Min(offset, utf8.Length)];
        var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
        return ConfigPlace.InFile(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(line) + 1);
    }

    private static int StartOfLine(ReadOnlySpan<byte> utf8, long line)
    {
        var start = 0;
        for (; line > 0; line--)
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start;
    }
}
