using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>The rule for every parameter name, known or not.</summary>
/// <param name="rules">By name; later ones replace earlier ones.</param>
/// <param name="unknown">For a name that has no rule.</param>
/// <param name="withholdsUnreadable">Whether a name that cannot be read stays behind: in an anonymous hit it might be anything.</param>
/// <param name="scrubsNestedUrls">Whether an address inside a value loses its query, fragment and user-info.</param>
/// <param name="coarsensDevice">Whether screen, viewport and time leave in common classes only.</param>
internal sealed class ParameterRules(
    IEnumerable<NameRule> rules, NameRule unknown, bool withholdsUnreadable = true, bool scrubsNestedUrls = false, bool coarsensDevice = false)
{
    private static readonly NameRule Unreadable = new("(unreadable name)", Kind.Identity, RuleNames.Unreadable, Withheld: true, WithheldNested: false);
    private static readonly NameRule QueryPart = new("(nested query)", Kind.Content, RuleNames.NestedUrl, Withheld: false, WithheldNested: true);
    private static readonly NameRule Fragment = QueryPart with { Name = "(fragment)" };

    private readonly NameIndex<NameRule> _index = new(rules.Select(rule => KeyValuePair.Create(rule.Name, rule)));

    private readonly NameRule _unreadable = Unreadable with { Withheld = withholdsUnreadable };

    /// <summary>For an escape nested too deep to be followed, a name with a NUL, and one too long to be a name.</summary>
    public static NameRule Undecodable { get; } = Unreadable with { Name = "(undecodable parameter)", WithheldNested = true };

    public bool ScrubsNestedUrls => scrubsNestedUrls;

    /// <summary>Whether anything inside a value may have to stay behind; otherwise only names are looked at.</summary>
    public bool ReadsValues { get; } = withholdsUnreadable || scrubsNestedUrls || coarsensDevice || rules.Any(rule => rule.WithheldNested);

    public bool CoarsensDevice => coarsensDevice;

    /// <summary><see cref="Undecodable"/>, as these rules treat it.</summary>
    public NameRule ForUndecodable { get; } = Undecodable with { Withheld = withholdsUnreadable, WithheldNested = withholdsUnreadable };

    /// <param name="name">Percent-decoded.</param>
    public NameRule For(ReadOnlySpan<byte> name) => ForPlain(name) ?? ForUnusual(name);

    /// <summary>The same for a short name that nobody spells in two ways; null for any other.</summary>
    public NameRule? ForPlain(ReadOnlySpan<byte> name)
    {
        const int LongestUsual = 16;
        Span<char> plain = stackalloc char[LongestUsual];
        return CanonicalName.TryWritePlain(name, plain) ? _index.Find(plain[..name.Length]) ?? unknown : null;
    }

    private NameRule ForUnusual(ReadOnlySpan<byte> name)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!CanonicalName.TryWrite(name, canonical, out var length))
        {
            // Inside a value a stray percent sign is ordinary text, unless what can be read of the name says who it is. A NUL and
            // a name without end are no text.
            if (_index.Find(canonical[..length]) is { WithheldNested: true } known)
                return known;
            return length == 0 || name.Contains((byte)0) ? ForUndecodable : _unreadable;
        }

        return _index.Find(canonical[..length]) ?? (IsWord(canonical[..length]) ? unknown : _unreadable);
    }

    /// <summary>What no tracker calls a parameter is none: JSON, XML or a header line would pass as one long name.</summary>
    private static bool IsWord(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.'))
                return false;
        }

        return true;
    }

    /// <summary>For a part of the query of an address that is scrubbed: only what the policy keeps by name stays.</summary>
    public NameRule ForNested(ReadOnlySpan<byte> name, bool isFragment)
    {
        if (isFragment)
            return Fragment;
        var rule = For(name);
        return rule.WithheldNested || rule.Rule == RuleNames.KeepParameter ? rule : QueryPart;
    }
}
