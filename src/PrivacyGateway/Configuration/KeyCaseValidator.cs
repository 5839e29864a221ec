using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Names that differ only in case, of two routes for instance. .NET, which reads the sections of YARP and Kestrel, would take them for one:
/// a different configuration from the one that was checked here.
/// </summary>
internal static class KeyCaseValidator
{
    public static void Validate(JsonObject section, string path, ConfigProblems problems)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in section)
        {
            var child = ConfigPath.Key(path, key);
            if (!seen.Add(key))
                problems.Error(child, "this name stands here twice, once in another case.", "Give one of them another name, or take it out.");
            if (value is JsonObject inner)
                Validate(inner, child, problems);
        }
    }
}
