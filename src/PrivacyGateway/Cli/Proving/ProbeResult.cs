namespace PrivacyGateway.Cli.Proving;

/// <summary>The outcome of a probe.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Arrived">The requests that the track domain received.</param>
/// <param name="Returned">The response that the browser received.</param>
/// <param name="Found">
/// Forwarded canaries of this or another probe: those of requests in
/// <paramref name="Arrived"/>, those of responses in <paramref name="Returned"/>.
/// </param>
internal sealed record ProbeResult(Probe Probe, IReadOnlyList<WireMessage> Arrived, WireMessage Returned, IReadOnlyList<Placement> Found);
