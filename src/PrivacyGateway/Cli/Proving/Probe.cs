namespace PrivacyGateway.Cli.Proving;

/// <summary>A request to the gateway, with canaries in the request or in its response.</summary>
/// <param name="Subject">The route and consent state.</param>
/// <param name="About">The description in reports.</param>
/// <param name="Request">The request.</param>
/// <param name="Placements">The probe's canaries.</param>
internal sealed record Probe(ProbeSubject Subject, string About, WireMessage Request, IReadOnlyList<Placement> Placements)
{
    /// <summary>The track domain's response; null for the default image.</summary>
    public string? Response { get; init; }

    /// <summary>Whether the request must be forwarded; otherwise the run fails, because it would show nothing.</summary>
    public bool IsControl { get; init; }
}
