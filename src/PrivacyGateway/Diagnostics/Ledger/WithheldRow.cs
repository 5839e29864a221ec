namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>What one rule withheld on one route on one day; where it was not enforced, what it would have withheld.</summary>
internal sealed record WithheldRow(string Route, string Rule, bool Enforced);
