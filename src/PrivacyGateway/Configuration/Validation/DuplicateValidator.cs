using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>Values that stand in a list twice, in the gateway's own section and Kestrel's.</summary>
internal static class DuplicateValidator
{
    /// <summary>Lists whose entries are compared without regard to case.</summary>
    private static readonly string[] IgnoringCase = ["suppressParameter", "keepParameter", "KnownProxies", "SslProtocols"];

    public static void Validate(WrittenKeys written, ConfigProblems problems)
    {
        foreach (var section in new[] { "PrivacyGateway", "Kestrel" })
            Search(written.Node(section), $"$.{section}", "", problems);
    }

    private static void Search(JsonNode? node, string path, string key, ConfigProblems problems)
    {
        if (node is JsonArray list)
            Compare(list, path, key, problems);
        foreach (var (name, child) in node as JsonObject ?? [])
            Search(child, ConfigPath.Key(path, name), name, problems);
    }

    private static void Compare(JsonArray list, string path, string key, ConfigProblems problems)
    {
        var seen = new Dictionary<string, int>(
            IgnoringCase.Contains(key, StringComparer.Ordinal) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i]?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number && list[i]!.ToString() is var text
                && !seen.TryAdd(text, i))
                problems.Warn($"{path}[{i}]", $"\"{text}\" stands here already, at [{seen[text]}].", "Take one of the two out.");
        }
    }
}
