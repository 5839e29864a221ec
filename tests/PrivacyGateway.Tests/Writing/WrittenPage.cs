using System.Text.RegularExpressions;

namespace PrivacyGateway.Tests.Writing;

/// <summary>The paragraphs of a Markdown page, without code and addresses of links.</summary>
internal static partial class WrittenPage
{
    public static IEnumerable<WrittenText> Read(string path, string page)
    {
        var isCode = false;
        foreach (var (index, line) in page.Split('\n').Index())
        {
            var isFence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isFence && !isCode && line.Length > 0)
                yield return new WrittenText(path, index + 1, Markup().Replace(line, " "));
            isCode ^= isFence;
        }
    }

    [GeneratedRegex(@"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+")]
    private static partial Regex Markup();
}
