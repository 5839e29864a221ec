using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PrivacyGateway.Tests.Writing;

/// <summary>The comments, string literals and declared names of a C# file.</summary>
internal static partial class WrittenCode
{
    public static IEnumerable<WrittenText> Read(string path, string code)
    {
        var root = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(documentationMode: DocumentationMode.None)).GetRoot();
        return root.DescendantTokens()
            .SelectMany(static token => CommentsOf(token).Append((token.SpanStart, TextOf(token))))
            .Where(static text => text.Item2.Length > 0)
            .Select(text => new WrittenText(path, LineOf(root, text.Item1), text.Item2));
    }

    /// <summary>The words of an identifier: <c>WhoLeaves_takesAPart</c> is "who leaves takes a part".</summary>
    public static string Words(string identifier) =>
        WordStart().Replace(identifier.Replace('_', ' '), static match => $" {match.Value}").Trim().ToLowerInvariant();

    private static int LineOf(SyntaxNode root, int position) => root.SyntaxTree.GetLineSpan(new(position, 0)).StartLinePosition.Line + 1;

    /// <summary>Comment lines that follow each other are one text, so that a phrase may cross a line end.</summary>
    private static IEnumerable<(int Start, string Text)> CommentsOf(SyntaxToken token)
    {
        var comments = token.LeadingTrivia.Concat(token.TrailingTrivia).Where(static trivia =>
            trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)).ToArray();
        if (comments.Length > 0)
            yield return (comments[0].SpanStart, CommentMarkup()
                .Replace(string.Join(' ', comments.Select(static comment => comment.ToString().Trim('/', '*', ' '))), " "));
    }

    private static string TextOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken => IsProse().IsMatch(token.ValueText) ? token.ValueText : "",
        SyntaxKind.IdentifierToken when IsDeclaration(token) => Words(token.ValueText),
        _ => "",
    };

    private static bool IsDeclaration(SyntaxToken token) => token.Parent
        is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or EnumMemberDeclarationSyntax
        or MethodDeclarationSyntax or LocalFunctionStatementSyntax or PropertyDeclarationSyntax or EventDeclarationSyntax
        or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ParameterSyntax or TypeParameterSyntax
        or ForEachStatementSyntax or CatchDeclarationSyntax or TupleElementSyntax or FromClauseSyntax or LetClauseSyntax;

    /// <summary>Where a word of an identifier begins; a number belongs to the word before it.</summary>
    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex WordStart();

    /// <summary>Code in comments, tags, and the slashes between the lines of one comment.</summary>
    [GeneratedRegex("<c>.*?</c>|<code>.*?</code>|<[^>]*>|`[^`]*`|///?")]
    private static partial Regex CommentMarkup();

    /// <summary>Two words in a row: keys, labels, headers and paths are not prose.</summary>
    [GeneratedRegex("[A-Za-z]{2,} [a-z]{2,}")]
    private static partial Regex IsProse();
}
