namespace PrivacyGateway.Configuration;

/// <summary>JSON paths as they stand in messages.</summary>
internal static class ConfigPath
{
    /// <summary><c>$.a.b</c>, or <c>$.a['b.c']</c> where the key would be misread.</summary>
    public static string Key(string path, string key) =>
        key.Length > 0 && key.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '$') ? $"{path}.{key}" : $"{path}['{key}']";
}
