using System.Buffers;

namespace PrivacyGateway.Rewriting;

/// <summary>Reduces <c>Accept-Language</c> to the first language, without region.</summary>
internal static class GeneralLanguage
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <returns>Two or three letters, or <c>*</c> if there is no valid language.</returns>
    public static string Generalize(string acceptLanguage)
    {
        var value = acceptLanguage.AsSpan().Trim();
        var end = value.IndexOfAny("-,; ");
        var language = end < 0 ? value : value[..end];
        return language.Length is 2 or 3 && !language.ContainsAnyExcept(Letters) ? language.ToString().ToLowerInvariant() : "*";
    }
}
