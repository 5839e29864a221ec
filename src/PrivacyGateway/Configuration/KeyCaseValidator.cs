using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Names that differ only in case, of two routes for instance. .NET, which reads the sections of YARP and Kestrel, would take them for one:
/// a different configuration from the one that was checked here.
/// </summary>
internal static class KeyCaseValidator
{
    /// <summary>Reports each such name, unless one of the two has an error already: it is the misspelt one.</summary>
    public static void Validate(JsonObject root, ConfigProblems problems)
    {
        foreach (var (first, second) in Clashes(root, ConfigPath.Root).ToArray())
        {
            if (!problems.Errors.Any(error => error.Path == first || error.Path == second))
                problems.Error(
                    second, "this name stands here twice, once in another case.", "Give one of them another name, or take it out.");
        }
    }

    /// <summary>Whether .NET could not read this tree.</summary>
    public static bool HasClash(JsonObject root) => Clashes(root, ConfigPath.Root).Any();

    private static IEnumerable<(string First, string Second)> Clashes(JsonNode? node, string path)
    {
        if (node is JsonArray list)
        {
            foreach (var clash in list.SelectMany((entry, index) => Clashes(entry, ConfigPath.Entry(path, index))))
                yield return clash;
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node as JsonObject ?? [])
        {
            var child = ConfigPath.Key(path, key);
            if (!seen.TryAdd(key, child))
                yield return (seen[key], child);
            foreach (var clash in Clashes(value, child))
                yield return clash;
        }
    }
}
