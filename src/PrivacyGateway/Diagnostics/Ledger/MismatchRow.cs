namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>A kind of contradiction between a route's pages and its policy on one day.</summary>
internal sealed record MismatchRow(string Route, string Kind);
