using System.Text.RegularExpressions;

namespace PrivacyGateway.Tests.Writing;

/// <summary>A phrase in which an avoided word is right.</summary>
/// <param name="Pattern">Matches the phrase; case is ignored.</param>
/// <param name="Reason">Why the word is right there.</param>
/// <param name="Folder">The path, or its beginning, to which the exception is limited.</param>
internal sealed record AllowedPhrase(string Pattern, string Reason, string Folder = "")
{
    private Regex Expression { get; } = new(
        Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    public string RemoveFrom(string text) => Expression.Replace(text, " ");
}
