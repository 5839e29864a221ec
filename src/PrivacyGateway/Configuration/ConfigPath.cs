namespace PrivacyGateway.Configuration;

/// <summary>JSON paths as they stand in messages.</summary>
internal static class ConfigPath
{
    public const string Root = "$";

    /// <summary>Where a policy stands.</summary>
    public static string Policy(string name) => Key("$.PrivacyGateway.Policies", name);

    /// <summary><c>$.a.b</c>, or <c>$.a['b.c']</c> where the key would be misread.</summary>
    public static string Key(string path, string key) =>
        key.Length > 0 && key.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '$')
            ? $"{path}.{key}" : $"{path}['{key}']";

    /// <summary><c>$.a.b[0]</c></summary>
    public static string Entry(string path, int index) => $"{path}[{index}]";

    /// <summary>Whether a path is another, or below it.</summary>
    public static bool IsWithin(string path, string other) =>
        path.StartsWith(other, StringComparison.Ordinal) && (path.Length == other.Length || path[other.Length] is '.' or '[');

    /// <summary>The path without its last key or index; null for the root.</summary>
    public static string? Parent(string path)
    {
        var cut = path.EndsWith("']", StringComparison.Ordinal) ? path.LastIndexOf("['", StringComparison.Ordinal)
            : path.EndsWith(']') ? path.LastIndexOf('[')
            : path.LastIndexOf('.');
        return cut > 0 ? path[..cut] : null;
    }
}
