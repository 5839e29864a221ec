using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>The response for the browser.</summary>
/// <param name="Headers">All headers, <c>Set-Cookie</c> included.</param>
/// <param name="Local">Replaces the track domain's status and body; null to forward those.</param>
internal sealed record RewrittenResponse(IReadOnlyList<HeaderLine> Headers, LocalResponse? Local = null);
