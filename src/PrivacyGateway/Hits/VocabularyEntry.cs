namespace PrivacyGateway.Hits;

/// <summary>One row of the <see cref="Vocabulary"/>.</summary>
/// <param name="Place">Where the name stands.</param>
/// <param name="Name">
/// Canonical (lower case) for parameters and headers, as written for cookies. <c>uc#</c> is a name with digits behind it,
/// <c>uc700..713</c> such a name in a range, <c>x-wt-*</c> a prefix.
/// </param>
/// <param name="Kind">What it tells.</param>
/// <param name="Source">The section of the protocol notes it was seen in (see docs/vocabulary.md).</param>
/// <param name="IsWrittenByPage">Of a cookie: a script on the page writes it, and so shows which cookies the page and the track host share.</param>
internal sealed record VocabularyEntry(Place Place, string Name, Kind Kind, string Source, bool IsWrittenByPage = false);
