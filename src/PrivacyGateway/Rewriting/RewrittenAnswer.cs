using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What goes back to the browser.</summary>
/// <param name="Headers">All header lines, <c>Set-Cookie</c> included.</param>
/// <param name="Own">Our answer in place of the track domain's status and body; null if those pass.</param>
internal sealed record RewrittenAnswer(IReadOnlyList<HeaderLine> Headers, OwnAnswer? Own = null);
