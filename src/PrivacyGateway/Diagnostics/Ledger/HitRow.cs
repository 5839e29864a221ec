namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>A kind of hit on one day; the number stands beside it.</summary>
internal sealed record HitRow(string Route, string Decision, string Signal, bool Enforced, string Outcome);
