using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>What was withheld from a hit or its answer: how often by each rule, and for a reader each thing by its name.</summary>
internal sealed class Trace
{
    /// <summary>As many rules as have something to say about a browser's hit.</summary>
    private const int UsualRules = 8;

    private readonly List<TraceEntry>? _entries;
    private RuleCount[] _rules = new RuleCount[UsualRules];
    private int _ruleCount;

    public Trace()
        : this([])
    {
    }

    private Trace(List<TraceEntry>? entries) => _entries = entries;

    /// <summary>No name twice with one rule: there are only so many names, however often a batch repeats them. Empty where nobody reads them.</summary>
    public IReadOnlyList<TraceEntry> Entries => _entries ?? [];

    public ReadOnlySpan<RuleCount> Rules => _rules.AsSpan(0, _ruleCount);

    /// <summary>Parameters that left although the Vocabulary does not know them.</summary>
    public int UnknownParameters { get; private set; }

    /// <summary>For a hit that nobody looks at: only the rules are counted.</summary>
    public static Trace OfRules() => new(entries: null);

    public void Withheld(Place place, string name, string rule)
    {
        CountRule(rule);
        if (_entries is null)
            return;

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

    private void CountRule(string rule)
    {
        for (var i = 0; i < _ruleCount; i++)
        {
            if (_rules[i].Rule == rule)
            {
                _rules[i] = new RuleCount(rule, _rules[i].Count + 1);
                return;
            }
        }

        if (_ruleCount == _rules.Length)
            Array.Resize(ref _rules, _ruleCount * 2);
        _rules[_ruleCount++] = new RuleCount(rule, 1);
    }
}
