namespace PrivacyGateway.Caching;

/// <summary>A request for a file.</summary>
/// <param name="Key">The key without variant.</param>
/// <param name="Upstream">The headers that would be forwarded.</param>
/// <param name="IsReload">Whether the browser requests revalidation.</param>
internal sealed record ScriptRequest(ScriptKey Key, Fields Upstream, bool IsReload);
