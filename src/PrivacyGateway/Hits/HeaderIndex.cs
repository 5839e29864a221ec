namespace PrivacyGateway.Hits;

/// <summary>Finds the kind of a header in one direction; header names are compared without case.</summary>
internal sealed class HeaderIndex(Place place)
{
    private readonly NameIndex<VocabularyEntry> _index =
        new(Vocabulary.In(place).Select(entry => KeyValuePair.Create(entry.Name, entry)), StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for a header that is not listed.</summary>
    public Kind? KindOf(ReadOnlySpan<char> name) => name.Length > CanonicalName.MaxLength ? null : _index.Find(name)?.Kind;
}
