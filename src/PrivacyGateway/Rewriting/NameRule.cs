using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>A policy's rule for a parameter.</summary>
/// <param name="Name">The name in the Vocabulary's or the policy's spelling; never the client's.</param>
/// <param name="Category">What the parameter's value reveals.</param>
/// <param name="Rule">The rule's id in trace, metrics and <c>explain</c>.</param>
/// <param name="Stripped">Whether the parameter is stripped from the hit.</param>
/// <param name="StrippedNested">Whether the name is stripped inside another parameter's value.</param>
/// <param name="KeptNested">Whether the name is preserved in the query of a scrubbed URL.</param>
/// <param name="Personal">The kinds of personal values to look for in its value.</param>
internal sealed record NameRule(string Name, DataCategory Category, string Rule, bool Stripped, bool StrippedNested,
    bool KeptNested = false, PersonalKinds Personal = PersonalKinds.None);
