using PrivacyGateway.Hits;

namespace PrivacyGateway.Inspection;

/// <summary>A forwarded parameter, cookie or header.</summary>
/// <param name="Place">Where the name stands.</param>
/// <param name="Name">The decoded name.</param>
/// <param name="Why">Why it is forwarded.</param>
/// <param name="LooksLike">The personal data that a value looks like, such as an e-mail address; null if none.</param>
/// <param name="Count">The number of occurrences.</param>
internal sealed record ForwardedItem(NameLocation Place, string Name, ForwardReason Why, string? LooksLike, int Count);
