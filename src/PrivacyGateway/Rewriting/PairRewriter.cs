using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Rewrites one <c>name=value</c>: withheld whole, or copied byte for byte without what identifies inside its value.</summary>
internal sealed class PairRewriter(ParameterRules rules)
{
    /// <summary>Bytes that make a pair more than a plain name with a plain value: escapes, further names, longer UTF-8 than needed.</summary>
    private static readonly SearchValues<byte> Involved = SearchValues.Create([(byte)'%', (byte)';', (byte)'?', (byte)'#', (byte)'@', (byte)'=', 0xC0, 0xC1, 0xE0, 0xF0]);

    /// <summary>Without these a decoded value has no names in it, and nobody's address.</summary>
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("=&;#?@"u8);

    /// <summary>Cuts that uncover more to cut, more often than this, are nobody's page address.</summary>
    private const int MostPasses = 5;

    /// <param name="pair">As sent.</param>
    /// <param name="scratch">Room for it.</param>
    /// <param name="output">Gets what may leave.</param>
    /// <param name="trace">Gets what may not.</param>
    /// <returns>False if nothing of the pair may leave.</returns>
    public bool TryRewrite(ReadOnlySpan<byte> pair, in Scratch scratch, ByteBuffer output, Trace trace)
    {
        var equals = pair.IndexOf((byte)'=');
        var name = equals < 0 ? pair : pair[..equals];
        var value = equals < 0 ? [] : pair[(equals + 1)..];
        var plain = rules.ForPlain(name);
        if (plain is null && name.ContainsAny(Involved))
            return TryRewriteInvolved(pair, null, scratch, output, trace);
        if (MustReadValue(plain, value) && (value.ContainsAny(Involved) || ObfuscatedValue.MayBe(value)))
            return TryRewriteInvolved(pair, plain, scratch, output, trace);

        var rule = plain ?? rules.For(name);
        if (!MayLeave(rule, trace))
            return false;
        if (rule.Kind == Kind.Page && equals >= 0 && rules.CoarsensDevice)
            CutFields(pair, output, trace);
        else
            output.Append(pair);
        return true;
    }

    /// <summary>Where the rules are about names alone, only a value in disguise (which begins with an underscore, however that is spelled) is looked into.</summary>
    private bool MustReadValue(NameRule? plain, ReadOnlySpan<byte> value) =>
        rules.ReadsValues || plain is not { Withheld: false } || (!value.IsEmpty && value[0] is (byte)'_' or (byte)'%' or >= 0xC0);

    /// <summary>What is cut out may leave a new name behind where its two ends meet; so what is left is read again until nothing changes.</summary>
    private bool TryRewriteInvolved(ReadOnlySpan<byte> pair, NameRule? known, in Scratch scratch, ByteBuffer output, Trace trace)
    {
        var start = output.Length;
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (!TryRewriteOnce(scratch.Decode(pair), known, output, trace))
                return false;
            if (output.Span[start..].SequenceEqual(pair))
                return true;
            pair = output.Span[start..].ToArray();
            output.Truncate(start);
            known = null;
        }

        trace.Withheld(Place.Parameter, ParameterRules.Undecodable.Name, ParameterRules.Undecodable.Rule);
        return false;
    }

    /// <param name="decoded">A pair with escapes, delimiters, or in disguise.</param>
    /// <param name="known">The rule for its name, where that is plain.</param>
    /// <param name="output">Gets what may leave.</param>
    /// <param name="trace">Gets what may not.</param>
    private bool TryRewriteOnce(in DecodedText decoded, NameRule? known, ByteBuffer output, Trace trace)
    {
        var names = new PairWalker(decoded.Text);
        names.MoveNext();
        while (names.Name.IsEmpty && names.NameEnd < decoded.Text.Length && decoded.Text[names.NameEnd] == '?')
            names.MoveNext(); // A question mark in front is no part of a name.

        // A word that leads to a question mark is an address or an id where a name belongs.
        var isAddress = !names.HasValue && names.NameEnd < decoded.Text.Length && decoded.Text[names.NameEnd] == '?';
        var rule = decoded.IsSettled && !isAddress ? known ?? rules.For(names.Name) : rules.ForUndecodable;
        if (!MayLeave(rule, trace))
            return false;

        var value = names.HasValue ? decoded.Text[(names.NameEnd + 1)..] : [];
        if (names.HasValue && names.Start == 0 && decoded.IsSettled && rule is { WithheldNested: false, Kind: not Kind.Page } && !value.ContainsAny(Delimiters) && !ObfuscatedValue.MayBe(value))
        {
            output.Append(decoded.Raw);
            return true;
        }

        // With a question mark in front it is itself the query of an address, of which scrubbing leaves nothing that makes sense.
        if (names.Start > 0 && rules.ScrubsNestedUrls)
        {
            trace.Withheld(Place.Parameter, rule.Name, RuleNames.NestedUrl);
            return false;
        }

        if (names.HasValue && HidesName(names.Name, value, out var hidden))
        {
            trace.Withheld(Place.Parameter, rule.Name, hidden);
            return false;
        }

        if (rule.Kind != Kind.Page || !names.HasValue)
        {
            NestedNames.Cut(decoded, rules, output, trace);
            return true;
        }

        var start = output.Length;
        CutFields(decoded.Raw, output, trace);

        // To somebody who does not separate at commas, the end of one field and the beginning of the next may be a name.
        using var again = new Scratch(output.Length - start);
        if (!NestedNames.Find(again.Decode(output.Span[start..]).Text, rules, out var across))
            return true;
        trace.Withheld(Place.Parameter, across.Name, across.Rule);
        return false;
    }

    /// <summary>The fields of <c>p</c> are separated by raw commas; what is cut from one must not reach into the next. (Protocol §1.3.)</summary>
    private void CutFields(ReadOnlySpan<byte> page, ByteBuffer output, Trace trace)
    {
        var first = true;
        foreach (var range in page.Split((byte)','))
        {
            if (!first)
                output.Append((byte)',');
            first = false;
            var field = page[range];
            var start = output.Length;
            if (field.ContainsAny(Involved))
                CutField(field, output, trace);
            else
                output.Append(field);
            if (rules.CoarsensDevice)
                CoarseField.Coarsen(output, start);
        }
    }

    private void CutField(ReadOnlySpan<byte> field, ByteBuffer output, Trace trace)
    {
        using var scratch = new Scratch(field.Length);
        NestedNames.Cut(scratch.Decode(field), rules, output, trace);
    }

    /// <summary>An identifier inside a disguised value cannot be cut out of it; the whole parameter stays behind.</summary>
    private bool HidesName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, out string rule)
    {
        rule = RuleNames.Unreadable;
        if (!ObfuscatedValue.MayBe(value))
            return false;

        using var plain = new Scratch(value.Length);
        if (!ObfuscatedValue.TryDecode(name, value, plain.Bytes, out var length))
            return false;

        using var scratch = new Scratch(length);
        var decoded = scratch.Decode(plain.Bytes[..length]);
        var hidden = new Trace();
        NestedNames.Cut(decoded, rules, new ByteBuffer(length), hidden);
        if (hidden.Entries is [var first, ..])
            rule = first.Rule;
        return !decoded.IsSettled || hidden.Entries.Count > 0;
    }

    private static bool MayLeave(NameRule rule, Trace trace)
    {
        if (rule.Withheld)
        {
            trace.Withheld(Place.Parameter, rule.Name, rule.Rule);
            return false;
        }

        if (rule.Rule == RuleNames.Unknown)
            trace.UnknownParameter();
        return true;
    }
}
