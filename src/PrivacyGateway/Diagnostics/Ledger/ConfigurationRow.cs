namespace PrivacyGateway.Diagnostics.Ledger;

/// <summary>A configuration, by its hash, and the build that ran it.</summary>
internal sealed record ConfigurationRow(string Hash, string Version, string Revision);
