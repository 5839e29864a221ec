namespace PrivacyGateway.Cli.Proving;

/// <summary>A parameter that carries canaries.</summary>
/// <param name="Name">The name as sent.</param>
/// <param name="Data">The kind of data.</param>
internal sealed record CanaryName(string Name, ReportedCategory Data);
