using System.Runtime.InteropServices;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Records what was stripped from a hit or its response: a count per rule and, for people, each item by name.</summary>
internal sealed class Trace
{
    /// <summary>The number of rules that usually apply to a hit.</summary>
    private const int InitialRules = 8;

    private readonly List<Entry>? _entries;
    private RuleCount[] _rules = new RuleCount[InitialRules];
    private int _ruleCount;

    public Trace()
        : this([])
    {
    }

    private Trace(List<Entry>? entries) => _entries = entries;

    /// <summary>
    /// One entry per name and rule, so that the list is bounded however often a batch repeats a name. Empty if only rules are counted.
    /// </summary>
    public IReadOnlyList<Entry> Entries => _entries ?? [];

    public ReadOnlySpan<RuleCount> Rules => _rules.AsSpan(0, _ruleCount);

    /// <summary>The number of forwarded parameters that the Vocabulary does not list.</summary>
    public int UnknownParameters { get; private set; }

    /// <summary>The outcomes of a batch's lines.</summary>
    public LineCounts Lines { get; set; }

    /// <summary>Creates a trace that only counts rules.</summary>
    public static Trace CreateForRules() => new(entries: null);

    public void AddStripped(NameLocation location, string name, string rule)
    {
        CountRule(rule);
        if (_entries is null)
            return;

        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.Location == location && entry.Rule == rule && entry.Name == name)
            {
                _entries[i] = entry with { Count = entry.Count + 1 };
                return;
            }
        }

        _entries.Add(new Entry(location, name, rule, 1));
    }

    /// <summary>
    /// Records a request header that is not listed. Not counted as stripped: the upstream connection writes its own <c>Host</c> and
    /// <c>Content-Length</c>, <c>Connection</c> is hop-by-hop, and <see cref="CookieRewriter"/> handles <c>Cookie</c>.
    /// </summary>
    public void AddStripped(HeaderLine header)
    {
        if (!header.Is("Host") && !header.Is("Content-Length") && !header.Is("Connection") && !header.Is("Cookie"))
            AddStripped(NameLocation.RequestHeader, header.Name, RuleNames.HeaderNotListed);
    }

    public void AddUnknownParameter() => UnknownParameters++;

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

    /// <summary>The number of items that a rule stripped.</summary>
    internal readonly record struct RuleCount(string Rule, int Count);

    /// <summary>A stripped item: its location, its name, the rule that stripped it, and how often. Never its value.</summary>
    internal readonly record struct Entry(NameLocation Location, string Name, string Rule, int Count = 1);

    /// <summary>The outcomes of the lines of a batch; empty lines are not counted.</summary>
    /// <param name="Anonymous">Forwarded in anonymous form.</param>
    /// <param name="Identified">Forwarded unchanged.</param>
    /// <param name="Unreadable">Stripped as unreadable.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct LineCounts(int Anonymous, int Identified, int Unreadable);
}
