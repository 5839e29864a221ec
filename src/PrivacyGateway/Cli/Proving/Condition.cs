namespace PrivacyGateway.Cli.Proving;

/// <summary>One condition of a document, with its result.</summary>
/// <param name="Id">A stable id.</param>
/// <param name="Text">The condition in our wording.</param>
/// <param name="Status">The result of the run.</param>
/// <param name="Evidence">The evidence, or the question to answer.</param>
/// <param name="Key">The configuration key that would fulfil it; null unless it is not fulfilled.</param>
internal sealed record Condition(string Id, LocalizedText Text, ConditionStatus Status, LocalizedText Evidence, string? Key = null);
