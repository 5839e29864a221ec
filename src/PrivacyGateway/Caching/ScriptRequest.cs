namespace PrivacyGateway.Caching;

/// <summary>Somebody wants a file.</summary>
/// <param name="Key">Without a variant.</param>
/// <param name="Upstream">The headers with which it would leave.</param>
/// <param name="IsReload">Whether the browser wants it confirmed.</param>
internal sealed record ScriptRequest(ScriptKey Key, Fields Upstream, bool IsReload);
