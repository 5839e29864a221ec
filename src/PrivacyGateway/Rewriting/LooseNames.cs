using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Finds names of the categories identity, contact and click id in prose, JSON, paths and lists: preceded by any byte that no name
/// contains, followed by <c>=</c> or <c>:</c>. Prose uses the same words ("Phase one: 2"), so a name counts only if a value of at least
/// <see cref="MinValueLength"/> letters or digits follows.
/// </summary>
internal static class LooseNames
{
    private const int MinValueLength = 8;

    private static readonly SearchValues<byte> Separators = SearchValues.Create("=:"u8);
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"u8, .. Enumerable.Range(0x80, 0x80)
            .Select(value => (byte)value)]);

    /// <summary>Bytes that JSON, escaped JSON and source code put between a name, its separator and its value.</summary>
    private static readonly SearchValues<byte> Padding = SearchValues.Create(" \t\r\n\"'`\\()[]{}+<>="u8);

    private static readonly SearchValues<byte> PaddingOrNotAscii =
        SearchValues.Create([.. " \t\r\n\"'`\\()[]{}+<>="u8, .. Enumerable.Range(0x80, 0x80).Select(static value => (byte)value)]);

    private static readonly SearchValues<byte> IdentityEnds = SearchValues.Create(" \t\r\n\"'`\\()[]{}<>,|&;#?/@=:"u8);
    private static readonly SearchValues<byte> ContactEnds = SearchValues.Create(" \t\r\n\"'`\\()[]{}<>,|&;#?/=:"u8);

    /// <summary>
    /// Cuts each name before <c>=</c> together with its value. Before <c>:</c> only the value is cut, so that JSON remains valid.
    /// </summary>
    public static void Cut(ReadOnlySpan<byte> text, ParameterRules rules, ref Cuts cuts, Trace trace)
    {
        for (var from = 0; TryFind(text, ref from, rules, out var start, out var end, out var rule);)
        {
            trace.AddStripped(NameLocation.Parameter, rule.Name, rule.Rule);
            cuts.Add(start, end);
        }
    }

    /// <param name="text">Decoded.</param>
    /// <param name="from">The position to search from; afterwards the position to continue at.</param>
    /// <param name="rules">The rules for names.</param>
    /// <param name="start">The start of the range to cut.</param>
    /// <param name="end">The end of the value.</param>
    /// <param name="rule">The name's rule.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, ParameterRules rules, out int start, out int end, out NameRule rule)
    {
        while (text[from..].IndexOfAny(Separators) is >= 0 and var offset)
        {
            var separator = from + offset;
            from = separator + 1;
            if (EndsPairName(text[..(separator + 1)]) || !TryReadName(text[..separator], rules, out start, out rule))
                continue;

            // A reader that drops non-ASCII bytes would find the value after them.
            if (!TryReadValue(text, from, Padding, rule, text[start..separator], out var value, out end)
                && !TryReadValue(text, from, PaddingOrNotAscii, rule, text[start..separator], out value, out end))
            {
                continue;
            }

            start = text[separator] == ':' ? value : start;
            from = end;
            return true;
        }

        (start, end, rule) = (0, 0, ParameterRules.Undecodable);
        return false;
    }

    private static bool TryReadValue(
        ReadOnlySpan<byte> text, int from, SearchValues<byte> padding, NameRule rule, ReadOnlySpan<byte> name, out int start, out int end)
    {
        var skipped = text[from..].IndexOfAnyExcept(padding);
        start = skipped < 0 ? text.Length : from + skipped;
        var length = text[start..].IndexOfAny(rule.Category == DataCategory.Contact ? ContactEnds : IdentityEnds);
        end = length < 0 ? text.Length : start + length;
        return IsIdentifier(name, text[start..end]);
    }

    /// <summary>Whether a text ends with a pair delimiter, a name and <c>=</c>. <see cref="PairWalker"/> finds such names.</summary>
    private static bool EndsPairName(ReadOnlySpan<byte> text)
    {
        var at = text.Length - 1;
        if (text[at] != '=')
            return false;
        do
            at--;
        while (at >= 0 && text[at] < 0x80 && NameBytes.Contains(text[at]));
        return at < text.Length - 2 && (at < 0 || text[at] is (byte)'?' or (byte)'&' or (byte)';' or (byte)'#' or (byte)'=');
    }

    /// <summary>Reads the name at the end of a text, ignoring padding.</summary>
    private static bool TryReadName(ReadOnlySpan<byte> text, ParameterRules rules, out int start, out NameRule rule)
    {
        // An index is not part of the name: eid[0] is eid.
        if (text.EndsWith("]"u8) && text.LastIndexOf((byte)'[') is >= 0 and var bracket
            && !text[(bracket + 1)..^1].ContainsAnyExcept(NameBytes))
            text = text[..bracket];
        text = text[..(text.LastIndexOfAnyExcept(Padding) + 1)];
        start = text.LastIndexOfAnyExcept(NameBytes) + 1;
        rule = ParameterRules.Undecodable;
        if (start == text.Length)
            return false;

        var name = text[start..];
        if (IsIdentifying(name, rules, out rule))
            return true;

        // A non-ASCII character may be part of the name, or separate it from preceding text.
        for (var end = name.Length - 1; end > 0 && name.Length - end <= CanonicalName.MaxLength; end--)
        {
            if (name[end - 1] < 0x80 || (name[end] & 0xC0) == 0x80 || !IsIdentifying(name[end..], rules, out rule))
                continue;
            start += end;
            return true;
        }

        return false;
    }

    private static bool IsIdentifying(ReadOnlySpan<byte> name, ParameterRules rules, out NameRule rule)
    {
        rule = rules.Find(name);
        return rule is { StrippedNested: true, Category: DataCategory.Identity or DataCategory.Contact or DataCategory.ClickId };
    }

    /// <summary><c>one</c> is an English word ("Step one: introduction"), so its value must hold a digit.</summary>
    private static bool IsIdentifier(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var (letters, digits) = (0, 0);
        foreach (var character in value)
        {
            if (char.IsAsciiDigit((char)character))
                digits++;
            else if (character >= 0x80 || char.IsAsciiLetter((char)character))
                letters++;
        }

        return letters + digits >= MinValueLength && (digits > 0 || !System.Text.Ascii.EqualsIgnoreCase(name, "one"u8))
            && !value.SequenceEqual(Dialect.Redacted[1..^1]);
    }
}
