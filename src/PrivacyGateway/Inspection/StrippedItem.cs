using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection;

/// <summary>An item that is not forwarded: an entry of the trace, or a cookie that the configuration names.</summary>
/// <param name="Place">Where the name stands.</param>
/// <param name="Name">A name from the Vocabulary or configuration, never one from the client.</param>
/// <param name="Rule">The rule that strips it.</param>
/// <param name="Count">The number of occurrences.</param>
/// <param name="Note">The cookie's role in the configuration, or null.</param>
internal sealed record StrippedItem(NameLocation Place, string Name, string Rule, int Count, string? Note);
