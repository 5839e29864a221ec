using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Names inside a value: page address, referrer, page name, link target, at any depth of encoding. Pairs that may not leave
/// are cut from the raw bytes; everything around them stays as it was sent.
/// </summary>
internal static class NestedNames
{
    /// <summary>Copies the raw bytes without what may not leave.</summary>
    public static void Cut(in DecodedText decoded, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        var cuts = new Cuts(decoded);
        var address = rules.ScrubsNestedUrls ? NestedUrl.Find(decoded.Text, ref cuts, trace) : NestedUrl.None;
        FindPairs(decoded.Text, address, rules, ref cuts, trace);
        cuts.CopyRest(output);
        cuts.Dispose();
    }

    /// <summary>Whether there is an identifying name in the text.</summary>
    public static bool Find(ReadOnlySpan<byte> text, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;
        var walker = new PairWalker(text);
        while (walker.MoveNext())
        {
            if (IsWithheld(text, walker, NestedUrl.None, rules, out rule))
                return true;
        }

        return false;
    }

    private static void FindPairs(ReadOnlySpan<byte> text, int address, ParameterRules rules, ref Cuts cuts, Trace trace)
    {
        var walker = new PairWalker(text);
        var onPair = walker.MoveNext();
        while (onPair)
        {
            if (!IsWithheld(text, walker, address, rules, out var rule))
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
            while (follows && onPair && IsWithheld(text, walker, address, rules, out rule));

            // One delimiter goes along: the one behind if it separates at the same depth of encoding, else the one in front,
            // so that what follows further out does not slip further in.
            var isFirst = start == 0 || text[start - 1] == '=';
            var takesNext = follows && (isFirst || cuts.RawLength(start - 1) == cuts.RawLength(end));
            cuts.Add(takesNext || isFirst ? start : start - 1, takesNext ? end + 1 : end);
        }
    }

    private static bool IsWithheld(ReadOnlySpan<byte> text, in PairWalker walker, int address, ParameterRules rules, out NameRule rule)
    {
        rule = ParameterRules.Undecodable;

        // In a scrubbed address a part stays only if the policy keeps its name; a fragment has no names.
        if (walker.Start > address && walker.Start > 0 && text[walker.Start - 1] is var before and not (byte)'=')
        {
            rule = rules.ForNested(walker.Name, isFragment: before == '#');
            return rule.WithheldNested;
        }

        // A bare word inside a value is no name.
        if (!walker.HasValue)
            return false;
        rule = rules.For(walker.Name);
        return rule.WithheldNested;
    }
}
