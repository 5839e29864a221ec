namespace PrivacyGateway.Rewriting;

/// <summary>Of a visitor's list of languages the first, without its region.</summary>
internal static class GeneralLanguage
{
    /// <returns>Two or three letters, or <c>*</c> for what is no language.</returns>
    public static string Of(string acceptLanguage)
    {
        var value = acceptLanguage.AsSpan().Trim();
        var end = value.IndexOfAny("-,; ");
        var language = end < 0 ? value : value[..end];
        return language.Length is 2 or 3 && !language.ContainsAnyExceptInRange('A', 'z') ? language.ToString().ToLowerInvariant() : "*";
    }
}
