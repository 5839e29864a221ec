using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Identifying names inside a value: page address, referrer, page name, link target, at any depth of encoding.
/// They are cut from the raw bytes; everything around them stays as it was sent.
/// </summary>
internal static class NestedNames
{
    /// <summary>Copies <paramref name="raw"/> without the pairs whose name may not leave.</summary>
    public static void Cut(ReadOnlySpan<byte> raw, in DecodedText decoded, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        var text = decoded.Text;
        var copied = 0;
        var walker = new PairWalker(text);
        var onPair = walker.MoveNext();
        while (onPair)
        {
            if (!IsWithheld(walker, rules, out var rule))
            {
                onPair = walker.MoveNext();
                continue;
            }

            // A run of such pairs goes at once, so that the one behind it can take its place behind the same delimiter.
            var start = walker.Start;
            int end;
            bool follows;
            do
            {
                trace.Withheld(Place.Parameter, rule.Name, rule.Rule);
                end = walker.SkipValue();
                follows = end < text.Length && text[end] is (byte)'&' or (byte)';';
                onPair = end < text.Length && walker.MoveNext();
            }
            while (follows && onPair && IsWithheld(walker, rules, out rule));

            // One delimiter goes along: the one behind if it separates at the same depth of encoding, else the one in front,
            // so that what follows further out does not slip further in.
            var isFirst = start == 0 || text[start - 1] == '=';
            var takesNext = follows && (isFirst || RawLength(decoded, start - 1) == RawLength(decoded, end));
            var until = takesNext ? end + 1 : end;
            var from = takesNext || isFirst ? start : start - 1;
            output.Append(raw[decoded.Origin(copied)..decoded.Origin(Math.Max(from, copied))]);
            copied = until;
        }

        output.Append(raw[decoded.Origin(copied)..]);
    }

    /// <summary>Whether there is any such name in the text.</summary>
    public static bool Find(ReadOnlySpan<byte> text, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;
        var walker = new PairWalker(text);
        while (walker.MoveNext())
        {
            if (IsWithheld(walker, rules, out rule))
                return true;
        }

        return false;
    }

    private static int RawLength(in DecodedText decoded, int index) => decoded.Origin(index + 1) - decoded.Origin(index);

    private static bool IsWithheld(in PairWalker walker, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;
        if (!walker.HasValue)
            return false;
        rule = rules.For(walker.Name);
        return rule.WithheldNested && rule.Rule != RuleNames.Unreadable;
    }
}
