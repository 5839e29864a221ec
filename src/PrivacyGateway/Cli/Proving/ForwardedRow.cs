namespace PrivacyGateway.Cli.Proving;

/// <summary>Data of one name that was forwarded in one consent state.</summary>
/// <param name="Name">The parameter, cookie or header.</param>
/// <param name="Data">The kind of data.</param>
/// <param name="Places">The locations of the forwarded canaries.</param>
/// <param name="Example">One of the canaries.</param>
/// <param name="Count">The number of forwarded canaries.</param>
/// <param name="Rule">The rule that promises to strip it; null if none does.</param>
internal sealed record ForwardedRow(
    string Name, ReportedCategory Data, IReadOnlyList<CanaryLocation> Places, string Example, int Count, string? Rule);
