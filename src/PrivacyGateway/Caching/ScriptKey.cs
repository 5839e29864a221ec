namespace PrivacyGateway.Caching;

/// <summary>The cache key of a file: everything that the response can depend on, and no data of the browser.</summary>
/// <param name="Host">The public host.</param>
/// <param name="Cluster">The route's cluster.</param>
/// <param name="Mode">
/// How requests and responses are rewritten. Compared by reference, so that a file stored under one policy is never served under another.
/// </param>
/// <param name="Target">Path and query as forwarded, that is, without identifiers.</param>
/// <param name="Variant">The variant, if the response varies by request headers (<see cref="Vary"/>).</param>
internal readonly record struct ScriptKey(string Host, string Cluster, object Mode, string Target, string Variant = "");
