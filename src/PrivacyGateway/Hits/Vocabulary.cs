namespace PrivacyGateway.Hits;

/// <summary>
/// The one table of names that every rewriter, signal, check and page reads.
/// No other file contains such a name.
/// </summary>
internal static class Vocabulary
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
        [.. ParameterNames.Entries, .. CookieNames.Entries, .. HeaderNames.Entries];

    private static readonly NameIndex<VocabularyEntry> Parameters = Index(NameLocation.Parameter);
    private static readonly NameIndex<VocabularyEntry> Cookies = Index(NameLocation.Cookie);

    public static IEnumerable<VocabularyEntry> In(NameLocation location) => Entries.Where(entry => entry.Location == location);

    /// <summary>Finds the row of a parameter's canonical name; null for an unknown name.</summary>
    public static VocabularyEntry? FindParameter(ReadOnlySpan<char> canonicalName) => Parameters.Find(canonicalName);

    /// <summary>Finds the row of a cookie's name, exactly as sent; null for a cookie that is not the vendor's.</summary>
    public static VocabularyEntry? FindCookie(ReadOnlySpan<char> name) => Cookies.Find(name);

    private static NameIndex<VocabularyEntry> Index(NameLocation location) =>
        new(In(location).Select(entry => KeyValuePair.Create(entry.Name, entry)));
}
