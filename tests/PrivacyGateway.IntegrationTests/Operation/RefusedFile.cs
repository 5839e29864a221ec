namespace PrivacyGateway.IntegrationTests.Operation;

/// <summary>Ten files that are refused, each for another reason.</summary>
internal static class RefusedFile
{
    public static IReadOnlyDictionary<string, Func<string, string>> Kinds { get; } = new Dictionary<string, Func<string, string>>(
        StringComparer.Ordinal)
    {
        ["a URL as host"] = static good => good.Replace(ReloadConfig.Host, $"https://{ReloadConfig.Host}", StringComparison.Ordinal),
        ["a port that is a word"] = static good => good.Replace(
            $"\"{ReloadConfig.Host}\"", $"\"{ReloadConfig.Host}:https\"", StringComparison.Ordinal),
        ["an unknown constraint"] = static good => good.Replace("/{**path}", "/{id:nosuch}/{**path}", StringComparison.Ordinal),
        ["a pattern without an end"] = static good => good.Replace("/{**path}", "/{**path", StringComparison.Ordinal),
        ["two routes for the same requests"] = static good => good.Replace(
            "\"Routes\": {", $$"""
            "Routes": { "other": { "ClusterId": "track", "Match": { "Hosts": ["{{ReloadConfig.Host}}"], "Path": "/{*x}" }, "Metadata": { "PrivacyPolicy": "default" } },
            """, StringComparison.Ordinal),
        ["a path that no hit matches"] = static good => good.Replace("/{**path}", "/collect/{**path}", StringComparison.Ordinal),
        ["a key without its middleware"] = static good => good.Replace(
            "\"ClusterId\": \"track\",", "\"ClusterId\": \"track\", \"CorsPolicy\": \"disable\",", StringComparison.Ordinal),
        ["a key that is misspelt"] = static good => good.Replace("\"suppressParameter\"", "\"supressParameter\"", StringComparison.Ordinal),
        ["half a file"] = static good => good[..(good.Length / 2)],
        ["an empty file"] = static _ => "",
    };
}
