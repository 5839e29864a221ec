namespace PrivacyGateway.Hits;

/// <summary>One row of the <see cref="Vocabulary"/>.</summary>
/// <param name="Location">The part of a message that holds the name.</param>
/// <param name="Name">
/// Canonical (lower case) for parameters and headers, case-sensitive for cookies. <c>uc#</c> is a name followed by any number,
/// <c>uc700..713</c> one followed by a number in a range, <c>x-wt-*</c> a prefix.
/// </param>
/// <param name="Category">What the value reveals about a visitor.</param>
/// <param name="Source">A section of docs/protocol.md, or the tool that uses the name (see docs/vocabulary.md).</param>
/// <param name="IsWrittenByPage">
/// For a cookie: whether a script on the page sets it. Its presence shows that the page and the track host share cookies.
/// </param>
/// <param name="HasCommonValue">
/// Whether many visitors share the value, such as a browser's name. Elsewhere in the hit the value is then not an identifier.
/// </param>
/// <param name="IsCommerce">Order and product ids, prices and quantities: a number in the shape of a card number is not one here.</param>
internal sealed record VocabularyEntry(NameLocation Location, string Name, DataCategory Category, string Source,
    bool IsWrittenByPage = false, bool HasCommonValue = false, bool IsCommerce = false);
