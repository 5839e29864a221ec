using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration.Validation;

/// <summary>
/// Environment variables whose name misses what is in the file. One that adds a cluster, a route or the like beside those of the file is
/// more often a misspelt name; where the file has none of the kind, the variable is the only way that it could come from.
/// </summary>
internal static class OverrideValidator
{
    public static void Validate(ConfigDocument document, ConfigProblems problems)
    {
        foreach (var (path, entries) in Collections(document.Root))
        {
            var written = entries.Select(static entry => entry.Key)
                .Where(key => !document.Variables.ContainsKey(ConfigPath.Key(path, key))).ToArray();
            if (written.Length == 0)
                continue;
            foreach (var (name, _) in entries)
            {
                if (document.Variables.TryGetValue(ConfigPath.Key(path, name), out var variable))
                    Warn(ConfigPath.Key(path, name), name, variable, written, problems);
            }
        }
    }

    /// <summary>Sections whose keys are names that the operator chooses.</summary>
    private static IEnumerable<(string Path, JsonObject Entries)> Collections(JsonObject root)
    {
        (string Path, string Inner)[] known =
        [
            ("$.ReverseProxy.Routes", ""), ("$.ReverseProxy.Clusters", "Destinations"), ("$.PrivacyGateway.Policies", "signals.cookies"),
            ("$.PrivacyGateway.TrackDomains", ""), ("$.Kestrel.Endpoints", "Sni"),
        ];
        foreach (var (path, inner) in known)
        {
            if (Find(root, path["$.".Length..]) is not { } entries)
                continue;
            yield return (path, entries);
            foreach (var (name, entry) in entries)
            {
                if (inner.Length > 0 && Find(entry, inner) is { } within)
                    yield return ($"{ConfigPath.Key(path, name)}.{inner}", within);
            }
        }
    }

    private static JsonObject? Find(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, static (parent, key) => (parent as JsonObject)?[key]) as JsonObject;

    private static void Warn(string path, string name, string variable, string[] written, ConfigProblems problems)
    {
        var remedy = NearestName.Find(name, written) is { } nearest
            ? $"Did you mean {string.Join("__", variable.Split("__").Select(key => key.Equals(name, StringComparison.OrdinalIgnoreCase) ? nearest : key))}?"
            : $"Name one of those in the file ({string.Join(", ", written)}), or write this one into the file too.";
        problems.Warn(path, $"{variable} adds \"{name}\", which is not in the file.", remedy);
    }
}
