namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>The outcome of a synthetic request.</summary>
/// <param name="Verdict">Whether the request was served, or why not.</param>
/// <param name="Detail">
/// The other route, the ambiguous routes, the status or the error, depending on <paramref name="Verdict"/>; never client data.
/// </param>
/// <param name="Generation">The generation of the matching route; null if none matched.</param>
internal sealed record SyntheticResult(SyntheticVerdict Verdict, string Detail = "", string? Generation = null);
