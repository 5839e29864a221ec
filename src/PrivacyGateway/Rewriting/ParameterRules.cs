using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>Finds the rule for a parameter name, known or not.</summary>
/// <param name="rules">Rules by name; a later rule replaces an earlier one.</param>
/// <param name="unknown">The rule for names without their own rule.</param>
/// <param name="stripsUnreadable">Whether unreadable names are stripped, because they might be identifiers.</param>
/// <param name="scrubsNestedUrls">Whether query, fragment and user-info are removed from URLs inside values.</param>
/// <param name="coarsensDevice">Whether screen, viewport and time are coarsened.</param>
/// <param name="personal">The kinds of personal values to look for, unless a name's own rule differs.</param>
/// <param name="referrers">How much of a referrer is forwarded.</param>
internal sealed class ParameterRules(
    IEnumerable<NameRule> rules, NameRule unknown, bool stripsUnreadable = true, bool scrubsNestedUrls = false, bool coarsensDevice = false,
    PersonalKinds personal = PersonalKinds.None, Referrers? referrers = null)
{
    private static readonly NameRule Unreadable = new(
        "(unreadable name)", DataCategory.Identity, RuleNames.Unreadable, Stripped: true, StrippedNested: false);
    private static readonly NameRule QueryPart = new(
        "(nested query)", DataCategory.Content, RuleNames.NestedUrl, Stripped: false, StrippedNested: true);
    private static readonly NameRule Fragment = QueryPart with { Name = "(fragment)" };

    private readonly NameIndex<NameRule> _index = new(rules.Select(rule => KeyValuePair.Create(rule.Name, rule)));

    private readonly NameRule _unreadable = Unreadable with { Stripped = stripsUnreadable, Personal = personal };

    /// <summary>The rule for names that are encoded too deeply, contain a NUL, or are too long.</summary>
    public static NameRule Undecodable { get; } = Unreadable with { Name = "(undecodable parameter)", StrippedNested = true };

    public bool ScrubsNestedUrls => scrubsNestedUrls;

    /// <summary>Whether values can contain anything to strip. If not, only names are examined.</summary>
    public bool ReadsValues { get; } = stripsUnreadable || scrubsNestedUrls || coarsensDevice || personal != PersonalKinds.None
        || rules.Any(rule => rule.StrippedNested);

    public bool CoarsensDevice => coarsensDevice;

    public PersonalKinds Personal => personal;

    public Referrers Referrers { get; } = referrers ?? Referrers.Full;

    /// <summary>Whether the fields of <c>p</c> must be parsed.</summary>
    public bool ReadsPageFields => coarsensDevice || !Referrers.AreFull;

    /// <summary>The rule <see cref="Undecodable"/>, stripping only if these rules strip unreadable names.</summary>
    public NameRule UndecodableRule { get; } = Undecodable with { Stripped = stripsUnreadable, StrippedNested = stripsUnreadable };

    /// <param name="name">The percent-decoded name.</param>
    public NameRule Find(ReadOnlySpan<byte> name) => FindPlain(name) ?? FindCanonical(name);

    /// <summary>Fast path for short names in canonical characters; null for any other name.</summary>
    public NameRule? FindPlain(ReadOnlySpan<byte> name)
    {
        const int MaxPlainLength = 16;
        Span<char> plain = stackalloc char[MaxPlainLength];
        return CanonicalName.TryWritePlain(name, plain) ? _index.Find(plain[..name.Length]) ?? unknown : null;
    }

    private NameRule FindCanonical(ReadOnlySpan<byte> name)
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        if (!CanonicalName.TryWrite(name, canonical, out var length))
        {
            // Inside a value, a stray percent sign is ordinary text unless the readable part of the name is an identifier. A NUL or
            // an overlong name is not ordinary text.
            if (_index.Find(canonical[..length]) is { StrippedNested: true } known)
                return known;
            return length == 0 || name.Contains((byte)0) ? UndecodableRule : _unreadable;
        }

        // A leading bracket would turn the body into a JSON array.
        if (length == 0 && name.Contains((byte)'['))
            return _unreadable;
        return _index.Find(canonical[..length]) ?? (IsWord(canonical[..length]) ? unknown : _unreadable);
    }

    /// <summary>Without this check, JSON, XML or a header would pass as one long unknown name.</summary>
    private static bool IsWord(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsLetterOrDigit(character) && character is not ('_' or '-' or '.'))
                return false;
        }

        return true;
    }

    /// <summary>Finds the rule for a pair in the query of a scrubbed URL: only names that the policy keeps are preserved.</summary>
    public NameRule FindNested(ReadOnlySpan<byte> name, bool isFragment)
    {
        if (isFragment)
            return Fragment;
        var rule = Find(name);
        return rule.StrippedNested || rule.KeptNested ? rule : QueryPart;
    }
}
