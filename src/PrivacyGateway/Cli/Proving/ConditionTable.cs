namespace PrivacyGateway.Cli.Proving;

/// <summary>The conditions of one document. Documents are never merged into one table.</summary>
/// <param name="Id">A stable id.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Note">The scope and limits of the document.</param>
/// <param name="Rows">The conditions.</param>
internal sealed record ConditionTable(string Id, LocalizedText Title, LocalizedText Note, IReadOnlyList<Condition> Rows);
