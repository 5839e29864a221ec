using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>The file as a tree, with the environment's values laid over it.</summary>
/// <param name="File">Its name, for messages.</param>
/// <param name="Root">The merged tree.</param>
/// <param name="FromEnvironment">Paths whose value came as text from the environment, where a number is written like a word.</param>
internal sealed record ConfigDocument(string File, JsonObject Root, IReadOnlySet<string> FromEnvironment)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Null, with an error, if the text is not a JSON object.</summary>
    public static ConfigDocument? Parse(string file, string json, IReadOnlyDictionary<string, string> environment, ConfigProblems problems)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Lenient) is JsonObject root)
                return new ConfigDocument(file, root, EnvironmentOverlay.Apply(root, environment));
            problems.Error("$", "the file does not hold a JSON object.", "Start from config/proxy.json.");
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            problems.Error("$", $"a key stands twice: {exception.Message}", "Nobody can tell which of the two is meant: take one out.");
        }
        catch (JsonException exception)
        {
            problems.Error(
                "$",
                $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: this is not JSON.",
                "Check for a missing comma, quote or bracket at or before this place.");
        }

        return null;
    }
}
