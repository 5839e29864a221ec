using System.Text.Json;
using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Schema;

/// <summary>The gateway configurations in this repository: JSON files with a <c>PrivacyGateway</c> section.</summary>
internal static class ConfigurationFiles
{
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults"];

    public static IReadOnlyList<string> All() => [.. Below("config").Concat(Below("tests")).Where(IsConfiguration)];

    private static IEnumerable<string> Below(string folder)
    {
        var root = Path.Combine(Places.RepositoryRoot, folder);
        return Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)
                .Intersect(NotOurs, StringComparer.Ordinal).Any());
    }

    private static bool IsConfiguration(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file), Lenient);
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("PrivacyGateway", out _);
    }
}
