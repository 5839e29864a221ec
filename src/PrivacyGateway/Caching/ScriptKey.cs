namespace PrivacyGateway.Caching;

/// <summary>Under what a file is kept: all that the answer can depend on, and nothing of the browser that asked.</summary>
/// <param name="Host">The public host.</param>
/// <param name="Cluster">Where its route leads.</param>
/// <param name="Mode">How requests are rewritten and answered; compared by identity, so that nothing kept under one policy is served under another.</param>
/// <param name="Target">Path and query as they leave, so without identifiers.</param>
/// <param name="Variant">Tells apart what the track domain tells apart (<see cref="Vary"/>).</param>
internal readonly record struct ScriptKey(string Host, string Cluster, object Mode, string Target, string Variant = "");
