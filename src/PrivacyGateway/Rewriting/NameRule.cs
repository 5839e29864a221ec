using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What a policy does with a parameter.</summary>
/// <param name="Name">The name as the Vocabulary or the policy writes it; never as the client did.</param>
/// <param name="Kind">What the parameter tells.</param>
/// <param name="Rule">The rule's name, as in trace, metrics and <c>explain</c>.</param>
/// <param name="Withheld">As a parameter of the hit.</param>
/// <param name="WithheldNested">Inside an address that is a parameter's value.</param>
internal sealed record NameRule(string Name, Kind Kind, string Rule, bool Withheld, bool WithheldNested);
