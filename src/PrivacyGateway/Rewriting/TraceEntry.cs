using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>One kind of thing that was withheld: where it stood, its name, the rule that took it out, and how often. Never its value.</summary>
internal readonly record struct TraceEntry(Place Place, string Name, string Rule, int Count = 1);
