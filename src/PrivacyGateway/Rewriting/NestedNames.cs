using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting.Personal;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Strips names inside a value (page URL, referrer, page name, link target) at any depth of encoding. Pairs are
/// cut from the raw bytes; all other bytes are preserved.
/// </summary>
internal static class NestedNames
{
    /// <summary>Writes the raw bytes without stripped pairs and personal values.</summary>
    public static void Cut(in DecodedText decoded, ParameterRules rules, PersonalKinds kinds, ByteBuffer output, Trace trace)
    {
        var cuts = new Cuts(decoded);
        var queryStart = rules.ScrubsNestedUrls ? NestedUrl.FindQueryStart(decoded.Text) : NestedUrl.None;
        CutPairs(decoded.Text, queryStart, rules, ref cuts, trace);
        LooseNames.Cut(decoded.Text, rules, ref cuts, trace);
        PersonalValues.Cut(decoded, kinds, ref cuts, trace);
        cuts.WriteRemaining(output);
        cuts.Dispose();
    }

    /// <summary>
    /// Like <see cref="Cut"/>, for page name and referrer in <c>p</c>. To a reader that decodes
    /// first, their commas separate fields, so sizes and times between commas are cut too.
    /// </summary>
    public static void CutPageText(in DecodedText decoded, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        var start = output.Length;
        Cut(decoded, rules, rules.Personal, output, trace);
        using var scratch = new DecodeBuffer(output.Length - start);
        var remaining = scratch.Decode(output.Span[start..].ToArray());
        var cuts = new Cuts(remaining);
        foreach (var range in remaining.Text.Split((byte)','))
        {
            var (from, length) = range.GetOffsetAndLength(remaining.Text.Length);
            if (!CoarseField.IsSizeOrTime(remaining.Text.Slice(from, length).Trim(" +"u8)))
                continue;
            trace.AddStripped(NameLocation.Parameter, "(page field)", RuleNames.PageField);
            cuts.Add(from, from + length);
        }

        output.Truncate(start);
        cuts.WriteRemaining(output);
        cuts.Dispose();
    }

    /// <summary>Whether the text contains a name that is stripped in values.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;
        var walker = new PairWalker(text);
        while (walker.MoveNext())
        {
            if (IsStripped(text, walker, NestedUrl.None, rules, out rule))
                return true;
        }

        var from = 0;
        return LooseNames.TryFind(text, ref from, rules, out _, out _, out rule);
    }

    private static void CutPairs(ReadOnlySpan<byte> text, int queryStart, ParameterRules rules, ref Cuts cuts, Trace trace)
    {
        var walker = new PairWalker(text);
        var onPair = walker.MoveNext();
        while (onPair)
        {
            if (!IsStripped(text, walker, queryStart, rules, out var rule))
            {
                onPair = walker.MoveNext();
                continue;
            }

            // Cut a run of such pairs at once, so that the pair after it follows the delimiter before it.
            var start = walker.Start;
            int end;
            bool follows;
            do
            {
                trace.AddStripped(NameLocation.Parameter, rule.Name, rule.Rule);
                end = walker.SkipValue();
                follows = end < text.Length && text[end] is (byte)'&' or (byte)';';
                onPair = end < text.Length && walker.MoveNext();
            }
            while (follows && onPair && IsStripped(text, walker, queryStart, rules, out rule));

            // Cut one delimiter too: the following one if both have the same depth of encoding, else the preceding one,
            // so that the next pair remains at its own depth.
            var isFirst = start == 0 || text[start - 1] == '=';
            var takesNext = follows && (isFirst || cuts.RawLength(start - 1) == cuts.RawLength(end));
            cuts.Add(takesNext || isFirst ? start : start - 1, takesNext ? end + 1 : end);
        }
    }

    private static bool IsStripped(ReadOnlySpan<byte> text, in PairWalker walker, int queryStart, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;

        // A scrubbed URL preserves only pairs that the policy keeps by name; a fragment has no names.
        if (walker.Start > queryStart && walker.Start > 0 && text[walker.Start - 1] is var before and not (byte)'=')
        {
            rule = rules.FindNested(walker.Name, isFragment: before == '#');
            return rule.StrippedNested;
        }

        // A bare word inside a value is not a name.
        if (!walker.HasValue)
            return false;
        rule = rules.Find(walker.Name);
        return rule.StrippedNested;
    }
}
