namespace PrivacyGateway.Hits;

/// <summary>
/// What identifies, as data: the one table of names that every rewriter, signal, check and page reads.
/// No other file holds such a name.
/// </summary>
internal static class Vocabulary
{
    public static IReadOnlyList<VocabularyEntry> Entries { get; } =
        [.. ParameterNames.Entries, .. CookieNames.Entries, .. HeaderNames.Entries];

    private static readonly NameIndex<VocabularyEntry> Parameters = Index(Place.Parameter);
    private static readonly NameIndex<VocabularyEntry> Cookies = Index(Place.Cookie);

    public static IEnumerable<VocabularyEntry> In(Place place) => Entries.Where(entry => entry.Place == place);

    /// <summary>The row of a parameter's canonical name, or null for a name that nobody knows.</summary>
    public static VocabularyEntry? FindParameter(ReadOnlySpan<char> canonicalName) => Parameters.Find(canonicalName);

    /// <summary>The row of a cookie's name, exactly as sent, or null for a cookie that is none of the vendor's.</summary>
    public static VocabularyEntry? FindCookie(ReadOnlySpan<char> name) => Cookies.Find(name);

    private static NameIndex<VocabularyEntry> Index(Place place) =>
        new(In(place).Select(entry => KeyValuePair.Create(entry.Name, entry)));
}
