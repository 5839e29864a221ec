namespace PrivacyGateway.Cli.Proving;

/// <summary>Data of one name that was not forwarded in one consent state.</summary>
/// <param name="Name">The parameter, cookie or header.</param>
/// <param name="Data">The kind of data.</param>
/// <param name="Places">The locations of the canaries.</param>
/// <param name="Count">The number of canaries that were not forwarded.</param>
/// <param name="Rule">The rule that promises to strip it; null if the policy promises nothing.</param>
internal sealed record StrippedRow(string Name, ReportedCategory Data, IReadOnlyList<CanaryLocation> Places, int Count, string? Rule);
