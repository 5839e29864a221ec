namespace PrivacyGateway.Consent;

/// <summary>One signal's vote. Votes are created once and shared, so they contain no visitor data.</summary>
/// <param name="Signal">The signal's name in trace, metrics and <c>explain</c>.</param>
/// <param name="Stance">The signal's position.</param>
/// <param name="Reason">The reason, for people.</param>
/// <param name="IsUnrecognised">
/// Whether the signal found an unlisted value. Such hits are counted, because pixel and gateway may disagree about them.
/// </param>
/// <param name="IsVisitorsChoice">
/// Whether the visitor or the visitor's browser made this choice; false for defaults and missing proof.
/// </param>
/// <param name="IsBinding">Whether the vote is enforced even in shadow mode.</param>
internal sealed record Vote(
    string Signal, Stance Stance, string Reason, bool IsUnrecognised = false, bool IsVisitorsChoice = false, bool IsBinding = false);
