namespace PrivacyGateway.Hits;

/// <summary>Finds the category of a request header or of a response header. Header names are case-insensitive.</summary>
internal sealed class HeaderIndex(NameLocation location)
{
    private readonly NameIndex<VocabularyEntry> _index =
        new(Vocabulary.In(location).Select(entry => KeyValuePair.Create(entry.Name, entry)), StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns null for a header that the Vocabulary does not list.</summary>
    public DataCategory? FindCategory(ReadOnlySpan<char> name) =>
        name.Length > CanonicalName.MaxLength ? null : _index.Find(name)?.Category;
}
