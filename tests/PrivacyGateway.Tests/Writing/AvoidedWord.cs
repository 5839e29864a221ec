using System.Text.RegularExpressions;

namespace PrivacyGateway.Tests.Writing;

/// <summary>A word or phrase that the repository avoids.</summary>
/// <param name="Name">Its name in the ratchet file.</param>
/// <param name="Pattern">Matches the phrase in one sentence or in an identifier split into words; case is ignored.</param>
/// <param name="Reason">Why it is avoided.</param>
/// <param name="Instead">What to write.</param>
internal sealed record AvoidedWord(string Name, string Pattern, string Reason, string Instead)
{
    /// <summary>Phrases in which the word is right, with a reason each.</summary>
    public IReadOnlyList<AllowedPhrase> Allowed { get; init; } = [];

    private Regex Expression { get; } = new(
        Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>How often the text contains the phrase, outside its allowed phrases.</summary>
    public int CountIn(WrittenText text)
    {
        if (!Expression.IsMatch(text.Text))
            return 0;

        var remaining = text.Text;
        foreach (var allowed in Allowed.Where(allowed => text.Path.StartsWith(allowed.Folder, StringComparison.Ordinal)))
            remaining = allowed.RemoveFrom(remaining);
        return Expression.Count(remaining);
    }
}
