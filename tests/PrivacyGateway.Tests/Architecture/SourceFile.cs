namespace PrivacyGateway.Tests.Architecture;

/// <summary>A source file of the gateway, with the room it stands in.</summary>
/// <param name="Path">Below <c>src/PrivacyGateway</c>, with <c>/</c>.</param>
/// <param name="Text">As written.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private const string Folder = "src/PrivacyGateway";

    /// <summary>The first folder, or <c>Program</c> for what stands in none.</summary>
    public string Room => Path.IndexOf('/') is > 0 and var end ? Path[..end] : "Program";

    public string TypeName => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The namespace that the file's place asks for.</summary>
    public string Namespace => string.Join('.', ["PrivacyGateway", .. Path.Split('/')[..^1]]);

    /// <summary>Without comments and literals, line by line.</summary>
    public string[] CodeLines { get; } = CSharpText.WithoutCommentsAndLiterals(Text).Split('\n');

    public int LineCount => Text.TrimEnd('\n').Split('\n').Length;

    public static IReadOnlyList<SourceFile> ReadAll()
    {
        var root = Repository.PathOf(Folder);
        return
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Select(file => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(path, Repository.Read($"{Folder}/{path}"))),
        ];
    }
}
