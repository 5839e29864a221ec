using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivacyGateway.Configuration;

/// <summary>
/// Lays <c>PrivacyGateway__Policies__default__level=strict</c> over the tree, as everywhere in .NET:
/// two underscores descend, a number is a place in a list, case does not matter for keys that are there.
/// </summary>
internal static class EnvironmentOverlay
{
    private static readonly string[] Sections = ["PrivacyGateway", "ReverseProxy", "Kestrel", "Logging"];

    private const int IndexDigits = 10;

    /// <param name="root">The file's tree.</param>
    /// <param name="environment">All variables; those of other programs are ignored.</param>
    /// <param name="variables">Takes the variable of each path that was set or begun.</param>
    /// <param name="problems">Takes an error for each variable that fits nowhere.</param>
    public static void Apply(
        JsonObject root, IReadOnlyDictionary<string, string> environment, Dictionary<string, string> variables, ConfigProblems problems)
    {
        foreach (var (name, value) in environment.OrderBy(pair => SortKey(pair.Key), StringComparer.Ordinal))
        {
            var keys = name.Split("__");
            if (keys.Length > 1 && Sections.Contains(keys[0], StringComparer.OrdinalIgnoreCase))
                Set(root, name, keys, value, variables, problems);
            else
                WarnOfMisspelt(name, keys, problems);
        }
    }

    /// <summary>
    /// A variable that is nearly one of ours. Names with single underscores are ignored: container platforms set some for a service of this
    /// name.
    /// </summary>
    private static void WarnOfMisspelt(string name, string[] keys, ConfigProblems problems)
    {
        var place = ConfigPlace.InEnvironment(name);
        if (keys.Length > 1 && NearestName.Find(keys[0], Sections) is { } nearest)
            problems.Warn(ConfigPath.Root, $"there is no section \"{keys[0]}\", so the variable has no effect.",
                $"Did you mean {nearest}{name[keys[0].Length..]}?", place);
        else if (keys.Length == 1
            && Sections.FirstOrDefault(section => name.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase)) is not null)
            problems.Warn(ConfigPath.Root, "the variable has no effect: its keys are separated by colons.",
                $"Write {name.Replace(":", "__", StringComparison.Ordinal)}.", place);
    }

    private static void Set(
        JsonObject root, string name, string[] keys, string value, Dictionary<string, string> variables, ConfigProblems problems)
    {
        JsonNode node = root;
        var path = ConfigPath.Root;
        for (var i = 0; i < keys.Length; i++)
        {
            var isLast = i == keys.Length - 1;
            JsonNode Fresh() => isLast ? JsonValue.Create(value) : IsIndex(keys[i + 1], out _) ? new JsonArray() : new JsonObject();

            if (node is JsonArray list)
            {
                if (!IsIndex(keys[i], out var index) || index > list.Count)
                {
                    problems.Error(path, $"this is a list of {list.Count}, and \"{keys[i]}\" is neither one of its entries nor the next.",
                        $"Write a number from 0 to {list.Count} in its place.", ConfigPlace.InEnvironment(name));
                    return;
                }

                path = ConfigPath.Entry(path, index);
                if (index == list.Count)
                    list.Add(null);
                if (isLast || list[index] is not (JsonObject or JsonArray))
                    (list[index], variables[path]) = (Fresh(), name);
                node = list[index]!;
            }
            else if (node is JsonObject section)
            {
                var key = section.Select(pair => pair.Key)
                    .FirstOrDefault(key => key.Equals(keys[i], StringComparison.OrdinalIgnoreCase)) ?? keys[i];
                path = ConfigPath.Key(path, key);
                if (isLast || section[key] is not (JsonObject or JsonArray))
                    (section[key], variables[path]) = (Fresh(), name);
                node = section[key]!;
            }
        }
    }

    /// <summary>The tenth entry of a list comes after the ninth.</summary>
    private static string SortKey(string name) =>
        string.Join("__", name.Split("__").Select(static key => IsIndex(key, out _) ? key.PadLeft(IndexDigits, '0') : key));

    private static bool IsIndex(string key, out int index) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
