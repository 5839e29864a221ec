namespace PrivacyGateway.Consent;

/// <summary>One signal's answer. Built once and shared: a vote holds nothing of the visitor.</summary>
/// <param name="Signal">The signal's name, as in trace, metrics and <c>explain</c>.</param>
/// <param name="Stance">What it says.</param>
/// <param name="Reason">Why, for a reader.</param>
/// <param name="IsUnrecognised">Whether there was a value that nobody agreed on: counted, because pixel and gateway then disagree.</param>
/// <param name="IsVisitors">Whether the visitor, or the visitor's browser, said so: not a default, and not the lack of a proof.</param>
/// <param name="IsBinding">Whether it is enforced even by a policy that otherwise does not (shadow mode).</param>
internal sealed record Vote(string Signal, Stance Stance, string Reason, bool IsUnrecognised = false, bool IsVisitors = false, bool IsBinding = false);
