using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Rewrites <c>a=1&amp;b=2</c> in a query, form or batch line. Forwarded pairs keep their bytes and their order;
/// names are compared in canonical form.
/// </summary>
internal sealed class ParameterRewriter(ParameterRules rules)
{
    private readonly PairRewriter _pairs = new(rules);

    /// <param name="query">Without a leading <c>?</c>.</param>
    /// <param name="output">Gets the rewritten parameters.</param>
    /// <param name="trace">Records what is stripped.</param>
    /// <param name="mark">Whether to insert <c>nc=1</c> after the first forwarded parameter, or alone if none is forwarded.</param>
    public void Rewrite(ReadOnlySpan<byte> query, ByteBuffer output, Trace trace, bool mark)
    {
        using var scratch = new DecodeBuffer(query.Length);
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

            // Remove the separator of a pair that is stripped or becomes empty.
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
