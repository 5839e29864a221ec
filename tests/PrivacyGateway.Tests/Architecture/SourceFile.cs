namespace PrivacyGateway.Tests.Architecture;

/// <summary>A source file of the gateway, with its room.</summary>
/// <param name="Path">Below <c>src/PrivacyGateway</c>, with <c>/</c>.</param>
/// <param name="Text">As written.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private const string Folder = "src/PrivacyGateway";

    /// <summary>The first folder, or <c>Program</c> for files outside of any.</summary>
    public string Room => Path.IndexOf('/') is > 0 and var end ? Path[..end] : "Program";

    public string TypeName => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The namespace that matches the file's folder.</summary>
    public string Namespace => string.Join('.', ["PrivacyGateway", .. Path.Split('/')[..^1]]);

    /// <summary>Without comments and literals, line by line.</summary>
    public string[] CodeLines { get; } = CSharpText.WithoutCommentsAndLiterals(Text).Split('\n');

    public int LineCount => Text.TrimEnd('\n').Split('\n').Length;

    public static IReadOnlyList<SourceFile> ReadAll() =>
        [.. Repository.Files(Folder, "*.cs").Select(static path => new SourceFile(path[(Folder.Length + 1)..], Repository.Read(path)))];
}
