using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Restricts header values of an anonymous hit to forms that cannot carry an identifier.</summary>
internal static class PlainHeader
{
    private const int MaxUserAgentLength = 512;
    private const int MaxListLength = 256;

    /// <summary>Versions and weights have few digits; a longer number could be an identifier.</summary>
    private const int MaxDigits = 4;

    private static readonly SearchValues<char> AcceptCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*/+.-,;= ");
    private static readonly SearchValues<char> LanguageCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*.-,;= ");

    /// <returns>The value if it is a list of media ranges, else <c>*/*</c>.</returns>
    public static string RestrictAccept(string value) => IsList(value, AcceptCharacters) ? value : "*/*";

    /// <returns>The value if it is a list of languages, else <c>*</c>.</returns>
    public static string RestrictAcceptLanguage(string value) => IsList(value, LanguageCharacters) ? value : "*";

    /// <returns>The value if it is printable ASCII of an ordinary length, else <see cref="HeaderNames.AnyUserAgent"/>.</returns>
    public static string RestrictUserAgent(string value) =>
        value.Length <= MaxUserAgentLength && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? value : HeaderNames.AnyUserAgent;

    private static bool IsList(string value, SearchValues<char> characters)
    {
        if (value.Length > MaxListLength || value.AsSpan().ContainsAnyExcept(characters))
            return false;

        var digits = 0;
        foreach (var character in value)
        {
            digits = char.IsAsciiDigit(character) ? digits + 1 : 0;
            if (digits > MaxDigits)
                return false;
        }

        return true;
    }
}
