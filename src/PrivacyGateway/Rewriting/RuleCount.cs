namespace PrivacyGateway.Rewriting;

/// <summary>How many things a rule withheld.</summary>
internal readonly record struct RuleCount(string Rule, int Count);
