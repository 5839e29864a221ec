namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>What became of a synthetic request.</summary>
/// <param name="Verdict">Whether it was served, or why not.</param>
/// <param name="Detail">The other route, the ambiguous routes, the status or the error, as <paramref name="Verdict"/> says; never what a client sent.</param>
/// <param name="Generation">Of the routes that took it; null if none did.</param>
internal sealed record SyntheticResult(SyntheticVerdict Verdict, string Detail = "", string? Generation = null);
