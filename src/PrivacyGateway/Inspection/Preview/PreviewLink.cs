namespace PrivacyGateway.Inspection.Preview;

/// <summary>A link that was made and not used yet.</summary>
/// <param name="Host">The public host that it holds for.</param>
/// <param name="ExpiresAt">From then on it is refused.</param>
internal sealed record PreviewLink(string Host, DateTimeOffset ExpiresAt);
