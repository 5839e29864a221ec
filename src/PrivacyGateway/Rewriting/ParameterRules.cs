using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>The rule for every parameter name, known or not.</summary>
internal sealed class ParameterRules(IEnumerable<NameRule> rules, NameRule unknown)
{
    private readonly NameIndex<NameRule> _index = new(rules.Select(rule => KeyValuePair.Create(rule.Name, rule)));

    private static readonly NameRule Unreadable = new("(unreadable name)", Kind.Identity, RuleNames.Unreadable, Withheld: true, WithheldNested: true);

    /// <summary>For an escape nested too deep to be followed.</summary>
    public static NameRule Undecodable { get; } = Unreadable with { Name = "(undecodable parameter)" };

    /// <param name="name">Percent-decoded.</param>
    public NameRule For(ReadOnlySpan<byte> name)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!CanonicalName.TryWrite(name, canonical, out var length))
            return Unreadable;
        return _index.Find(canonical[..length]) ?? unknown;
    }
}
