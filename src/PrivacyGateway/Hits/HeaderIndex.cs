namespace PrivacyGateway.Hits;

/// <summary>Finds the kind of a header in one direction; header names are compared without case.</summary>
internal sealed class HeaderIndex(Place place)
{
    private readonly NameIndex<VocabularyEntry> _index =
        new(Vocabulary.In(place).Select(entry => KeyValuePair.Create(entry.Name, entry)));

    /// <summary>Null for a header that is not listed.</summary>
    public Kind? KindOf(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[CanonicalName.MaxLength];
        if (name.Length > lower.Length)
            return null;
        var length = name.ToLowerInvariant(lower);
        return _index.Find(lower[..length])?.Kind;
    }
}
