using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What was withheld from a hit or its answer, by name.</summary>
internal sealed class Trace
{
    /// <summary>A browser's hit and its answer have about thirty; growing towards them would cost twice their room.</summary>
    private const int Usual = 32;

    private readonly List<TraceEntry> _entries = new(Usual);

    /// <summary>No name twice with one rule: there are only so many names, however often a batch repeats them.</summary>
    public IReadOnlyList<TraceEntry> Entries => _entries;

    /// <summary>Parameters that left although the Vocabulary does not know them.</summary>
    public int UnknownParameters { get; private set; }

    public void Withheld(Place place, string name, string rule)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Place == place && entry.Rule == rule && entry.Name == name)
            {
                _entries[i] = entry with { Count = entry.Count + 1 };
                return;
            }
        }

        _entries.Add(new TraceEntry(place, name, rule, 1));
    }

    public void UnknownParameter() => UnknownParameters++;
}
