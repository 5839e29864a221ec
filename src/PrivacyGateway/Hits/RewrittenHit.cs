namespace PrivacyGateway.Hits;

/// <summary>What leaves for the track domain: built from what may leave, with nothing of the browser's request behind it.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">Path and query, origin-form, Latin-1; goes on the wire exactly so.</param>
/// <param name="Headers">All header lines but <c>Host</c> and <c>Content-Length</c>, which belong to the connection.</param>
/// <param name="Body">The body, or null for a request that has none.</param>
/// <param name="IsAnonymous">Whether it went through the rules for anonymous hits.</param>
internal sealed record RewrittenHit(
    string Method,
    string Target,
    IReadOnlyList<HeaderLine> Headers,
    ReadOnlyMemory<byte>? Body,
    bool IsAnonymous);
