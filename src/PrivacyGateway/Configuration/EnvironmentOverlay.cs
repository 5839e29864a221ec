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

    /// <returns>The paths that were set.</returns>
    public static IReadOnlySet<string> Apply(JsonObject root, IReadOnlyDictionary<string, string> environment)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var keys = name.Split("__");
            if (keys.Length > 1 && Sections.Contains(keys[0], StringComparer.OrdinalIgnoreCase))
                Set(root, keys, value, set);
        }

        return set;
    }

    private static void Set(JsonObject root, string[] keys, string value, HashSet<string> set)
    {
        JsonNode node = root;
        var path = "$";
        for (var i = 0; i < keys.Length; i++)
        {
            var isLast = i == keys.Length - 1;
            JsonNode Fresh() => isLast ? JsonValue.Create(value) : IsIndex(keys[i + 1], out _) ? new JsonArray() : new JsonObject();

            if (node is JsonArray list && IsIndex(keys[i], out var index))
            {
                while (list.Count <= index)
                    list.Add(null);
                if (isLast || list[index] is not (JsonObject or JsonArray))
                    list[index] = Fresh();
                (node, path) = (list[index]!, $"{path}[{index}]");
            }
            else if (node is JsonObject section)
            {
                var key = section.Select(pair => pair.Key).FirstOrDefault(key => key.Equals(keys[i], StringComparison.OrdinalIgnoreCase)) ?? keys[i];
                if (isLast || section[key] is not (JsonObject or JsonArray))
                    section[key] = Fresh();
                (node, path) = (section[key]!, ConfigPath.Key(path, key));
            }
        }

        set.Add(path);
    }

    private static bool IsIndex(string key, out int index) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
