namespace PrivacyGateway.Hosting.Reload;

/// <summary>The file that is followed, and what it held at start.</summary>
/// <param name="Path">As given on the command line; null if there is no file to follow.</param>
/// <param name="Environment">Environment variables, which have the last word each time.</param>
/// <param name="First">What the gateway starts with.</param>
internal sealed record ConfigFileInForce(string? Path, IReadOnlyDictionary<string, string> Environment, CheckedConfig First);
