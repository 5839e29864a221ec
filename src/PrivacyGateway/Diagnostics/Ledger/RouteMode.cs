namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>How a route was served: its policy, level, and whether the policy enforces.</summary>
internal sealed record RouteMode(string Route, string Policy, string Level, bool Enforced);
