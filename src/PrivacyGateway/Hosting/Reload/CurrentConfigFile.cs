namespace PrivacyGateway.Hosting.Reload;

/// <summary>The watched configuration file, and its content at start.</summary>
/// <param name="Path">As given on the command line; null if there is no file to watch.</param>
/// <param name="Environment">Environment variables, which override each version of the file.</param>
/// <param name="First">The configuration that the gateway starts with.</param>
internal sealed record CurrentConfigFile(string? Path, IReadOnlyDictionary<string, string> Environment, CheckedConfig First);
