using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>One thing that was withheld: where it stood, its name, and the rule that took it out. Never its value.</summary>
internal readonly record struct TraceEntry(Place Place, string Name, string Rule);
