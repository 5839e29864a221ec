using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Rewrites <c>a=1&amp;b=2</c>, wherever it stands: query, form, batch line. What may leave is copied byte for byte and in order;
/// names are compared in canonical form.
/// </summary>
internal sealed class ParameterRewriter(ParameterRules rules)
{
    private readonly PairRewriter _pairs = new(rules);

    /// <param name="query">Without a leading <c>?</c>.</param>
    /// <param name="output">Gets what may leave.</param>
    /// <param name="trace">Gets what may not.</param>
    /// <param name="mark">Whether <c>nc=1</c> is put behind the first parameter that stays, or alone where none does.</param>
    public void Rewrite(ReadOnlySpan<byte> query, ByteBuffer output, Trace trace, bool mark)
    {
        using var scratch = new Scratch(query.Length);
        var begin = output.Length;
        var first = true;
        for (var end = 0; end >= 0; query = query[(end + 1)..])
        {
            end = query.IndexOf((byte)'&');
            var pair = end < 0 ? query : query[..end];
            var before = output.Length;
            if (!first)
                output.Append((byte)'&');
            var start = output.Length;

            // A pair of which nothing is left goes with its separator.
            if (!pair.IsEmpty && (!_pairs.TryRewrite(pair, scratch, output, trace) || output.Length == start))
            {
                output.Truncate(before);
                continue;
            }

            first = false;
            if (mark && !pair.IsEmpty)
            {
                output.Append((byte)'&');
                output.Append(Dialect.MarkerPair);
                mark = false;
            }
        }

        if (!mark)
            return;
        if (output.Length > begin)
            output.Append((byte)'&');
        output.Append(Dialect.MarkerPair);
    }
}
