namespace PrivacyGateway.Tests.Writing;

/// <summary>A comment, a string literal, an identifier in words, or a paragraph of a page.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">The text without code, links and markup.</param>
internal sealed record WrittenText(string Path, int Line, string Text)
{
    private static readonly string[] Roots = ["src/PrivacyGateway/", "tests/"];

    /// <summary>The room, the folder of a test project, or the folder of pages that the text belongs to.</summary>
    public string Area
    {
        get
        {
            var folders = Path.Split('/')[..^1];
            var isSource = Path.EndsWith(".cs", StringComparison.Ordinal)
                && Roots.Any(root => Path.StartsWith(root, StringComparison.Ordinal));
            return folders.Length == 0 ? Path : string.Join('/', folders.Take(isSource ? 3 : 2));
        }
    }
}
