using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What was withheld from a hit or its answer, by name.</summary>
internal sealed class Trace
{
    private readonly List<TraceEntry> _entries = [];

    public IReadOnlyList<TraceEntry> Entries => _entries;

    /// <summary>Parameters that left although the Vocabulary does not know them.</summary>
    public int UnknownParameters { get; private set; }

    public void Withheld(Place place, string name, string rule) => _entries.Add(new TraceEntry(place, name, rule));

    public void UnknownParameter() => UnknownParameters++;
}
