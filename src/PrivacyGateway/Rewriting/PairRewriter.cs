using System.Buffers;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>Rewrites one <c>name=value</c>: strips it, or writes its bytes without the identifiers inside its value.</summary>
internal sealed class PairRewriter(ParameterRules rules)
{
    /// <summary>
    /// Bytes that require a pair to be decoded: escapes, delimiters of nested names, <c>@</c> and what may fold to it, overlong UTF-8.
    /// </summary>
    public static readonly SearchValues<byte> SpecialBytes = SearchValues.Create([.. "%;?#@=:\\"u8, 0xC0, 0xC1, 0xE0, 0xEF, 0xF0]);

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"u8);

    /// <summary>A decoded value without these contains neither nested names nor an e-mail address.</summary>
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create("=&;#?@:"u8);

    /// <summary>Give up after this many passes; real URLs settle in one or two.</summary>
    private const int MaxPasses = 5;

    /// <param name="pair">The pair as sent.</param>
    /// <param name="scratch">A buffer at least as long as the pair.</param>
    /// <param name="output">Gets the rewritten pair.</param>
    /// <param name="trace">Records what is stripped.</param>
    /// <returns>False if the whole pair is stripped.</returns>
    public bool TryRewrite(ReadOnlySpan<byte> pair, in DecodeBuffer scratch, ByteBuffer output, Trace trace)
    {
        var equals = pair.IndexOf((byte)'=');
        var name = equals < 0 ? pair : pair[..equals];
        var value = equals < 0 ? [] : pair[(equals + 1)..];
        var plain = rules.FindPlain(name);
        if (plain is null && name.ContainsAnyExcept(NameBytes))
            return TryRewriteDecoded(pair, null, scratch, output, trace);
        if (MustReadValue(plain, value)
            && (value.ContainsAny(SpecialBytes) || MayContainPersonal(plain, value) || ObfuscatedValue.HasPrefix(value)))
            return TryRewriteDecoded(pair, plain, scratch, output, trace);

        var rule = plain ?? rules.Find(name);
        if (!MayForward(rule, trace))
            return false;
        if (rule.Category == DataCategory.Page && equals >= 0 && rules.ReadsPageFields)
            PageFields.Rewrite(DecodedText.Decode(pair, []), rules, output, trace);
        else
            output.Append(pair);
        return true;
    }

    /// <summary>
    /// If the rules concern names only, just obfuscated values are read: those begin with an underscore, in any spelling.
    /// </summary>
    private bool MustReadValue(NameRule? plain, ReadOnlySpan<byte> value) =>
        rules.ReadsValues || plain is not { Stripped: false } || (!value.IsEmpty && value[0] is (byte)'_' or (byte)'%' or >= 0xC0);

    /// <summary>
    /// Personal numbers contain no <see cref="SpecialBytes"/>. The standard level only looks for e-mail addresses, which do.
    /// </summary>
    private bool MayContainPersonal(NameRule? plain, ReadOnlySpan<byte> value)
    {
        if (rules.Personal <= PersonalKinds.MailAddress)
            return false;
        if (plain is not { Category: DataCategory.Page })
            return PersonalValues.MayOccurIn(value, plain?.Personal ?? rules.Personal);

        // Most pages: none of their fields has enough digits, all of them together do.
        foreach (var range in value.Split((byte)','))
        {
            if (PersonalValues.MayOccurIn(value[range], rules.Personal))
                return true;
        }

        return false;
    }

    /// <summary>A cut can join its two ends to a new name, so the result is rewritten again until nothing changes.</summary>
    private bool TryRewriteDecoded(ReadOnlySpan<byte> pair, NameRule? known, in DecodeBuffer scratch, ByteBuffer output, Trace trace)
    {
        var start = output.Length;
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            if (!TryRewriteOnce(pass == 0 ? scratch.Decode(pair) : DecodedText.Decode(pair, new byte[pair.Length]), known, output, trace))
                return false;
            if (output.Span[start..].SequenceEqual(pair))
                return true;

            // The pair may have grown, because a redaction can be longer than the value.
            pair = output.Span[start..].ToArray();
            output.Truncate(start);
            known = null;
        }

        trace.AddStripped(NameLocation.Parameter, ParameterRules.Undecodable.Name, ParameterRules.Undecodable.Rule);
        return false;
    }

    /// <param name="decoded">A pair with escapes, delimiters or an obfuscated value.</param>
    /// <param name="known">The rule for its name, if the name is plain.</param>
    /// <param name="output">Gets the rewritten pair.</param>
    /// <param name="trace">Records what is stripped.</param>
    private bool TryRewriteOnce(in DecodedText decoded, NameRule? known, ByteBuffer output, Trace trace)
    {
        var names = new PairWalker(decoded.Text);
        names.MoveNext();
        while (names.Name.IsEmpty && names.NameEnd < decoded.Text.Length && decoded.Text[names.NameEnd] == '?')
            names.MoveNext(); // A leading question mark is not part of the name.

        // A word before a question mark is a URL or an id in place of a name.
        var isUrl = !names.HasValue && names.NameEnd < decoded.Text.Length && decoded.Text[names.NameEnd] == '?';
        var rule = decoded.IsSettled && !isUrl ? known ?? rules.Find(names.Name) : rules.UndecodableRule;
        if (!MayForward(rule, trace))
            return false;

        var value = names.HasValue ? decoded.Text[(names.NameEnd + 1)..] : [];
        if (known is not null && names.HasValue && names.Start == 0 && decoded.IsSettled
            && rule is { StrippedNested: false, Category: not DataCategory.Page } && !value.ContainsAny(Delimiters)
            && !PersonalValues.MayOccurIn(value, rule.Personal) && !ObfuscatedValue.HasPrefix(value))
        {
            output.Append(decoded.Raw);
            return true;
        }

        // A pair with a leading question mark is itself a URL's query; scrubbing would leave nothing meaningful.
        if (names.Start > 0 && rules.ScrubsNestedUrls)
        {
            trace.AddStripped(NameLocation.Parameter, rule.Name, RuleNames.NestedUrl);
            return false;
        }

        if (names.HasValue && HidesName(names.Name, value, rule.Personal, out var hidden))
        {
            trace.AddStripped(NameLocation.Parameter, rule.Name, hidden);
            return false;
        }

        if (rule.Category != DataCategory.Page || !names.HasValue)
        {
            NestedNames.Cut(decoded, rules, rule.Personal, output, trace);
            return true;
        }

        var start = output.Length;
        if (rules.ReadsPageFields)
            PageFields.Rewrite(decoded, rules, output, trace);
        else
            CutFields(decoded.Raw, output, trace);

        // To a reader that does not split at commas, the end of one field and the start of the next may form a name.
        using var again = new DecodeBuffer(output.Length - start);
        if (!NestedNames.TryFind(again.Decode(output.Span[start..]).Text, rules, out var across))
            return true;
        trace.AddStripped(NameLocation.Parameter, across.Name, across.Rule);
        return false;
    }

    /// <summary>
    /// Raw commas separate the fields of <c>p</c>. Each field is rewritten
    /// alone, so that no cut extends into the next one. (Protocol §1.3.)
    /// </summary>
    private void CutFields(ReadOnlySpan<byte> page, ByteBuffer output, Trace trace)
    {
        var first = true;
        foreach (var range in page.Split((byte)','))
        {
            if (!first)
                output.Append((byte)',');
            first = false;
            var field = page[range];
            if (field.ContainsAny(SpecialBytes))
                CutField(field, output, trace);
            else
                output.Append(field);
        }
    }

    private void CutField(ReadOnlySpan<byte> field, ByteBuffer output, Trace trace)
    {
        using var scratch = new DecodeBuffer(field.Length);
        NestedNames.Cut(scratch.Decode(field), rules, rules.Personal, output, trace);
    }

    /// <summary>An identifier cannot be cut from an obfuscated value, so the whole parameter is stripped.</summary>
    private bool HidesName(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, PersonalKinds kinds, out string rule)
    {
        rule = RuleNames.Unreadable;
        if (!ObfuscatedValue.HasPrefix(value))
            return false;

        using var plain = new DecodeBuffer(value.Length);
        if (!ObfuscatedValue.TryDecode(name, value, plain.Bytes, out var length))
            return false;

        using var scratch = new DecodeBuffer(length);
        var decoded = scratch.Decode(plain.Bytes[..length]);
        var hidden = new Trace();
        NestedNames.Cut(decoded, rules, kinds, new ByteBuffer(length), hidden);
        if (hidden.Entries is [var first, ..])
            rule = first.Rule;
        return !decoded.IsSettled || hidden.Entries.Count > 0;
    }

    private static bool MayForward(NameRule rule, Trace trace)
    {
        if (rule.Stripped)
        {
            trace.AddStripped(NameLocation.Parameter, rule.Name, rule.Rule);
            return false;
        }

        if (rule.Rule == RuleNames.Unknown)
            trace.AddUnknownParameter();
        return true;
    }
}
