namespace PrivacyGateway.Caching;

/// <summary>The cache's response to a request.</summary>
/// <param name="Origin">The track domain's response. The caller must still apply the policy's response rules.</param>
/// <param name="Tag">The gateway's own ETag, a digest of the content; null if the file is not stored.</param>
/// <param name="Age">The value of the <c>Age</c> header; null without one.</param>
/// <param name="IsStale">Whether the response is stale.</param>
internal sealed record ScriptResponse(FetchedResponse Origin, string? Tag = null, TimeSpan? Age = null, bool IsStale = false);
