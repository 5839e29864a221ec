namespace PrivacyGateway.Cli.Proving;

/// <summary>A warning for the first page, independent of the canaries.</summary>
/// <param name="Id">A stable id.</param>
/// <param name="Text">The setting, where it is, and its effect.</param>
/// <param name="Key">The key to change.</param>
internal sealed record RedFlag(string Id, LocalizedText Text, string Key);
