using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>Rewrites a batch line by line; leads, line ends and empty lines stay as they are. (Protocol §1.7.)</summary>
internal sealed class BatchRewriter(ParameterRewriter parameters)
{
    /// <param name="body">Text, as <see cref="HitBody"/> found it.</param>
    /// <param name="output">Gets the batch with <c>nc=1</c> in every line that is not empty.</param>
    /// <param name="trace">Gets what was withheld.</param>
    public void Rewrite(ReadOnlySpan<byte> body, ByteBuffer output, Trace trace)
    {
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            var start = output.Length;
            RewriteLine(lines.Lead, lines.Query, output, trace);
            if (lines.Lead.IsEmpty)
                RewriteNewLead(start, output, trace);
            output.Append(lines.End);
        }
    }

    private void RewriteLine(ReadOnlySpan<byte> lead, ReadOnlySpan<byte> query, ByteBuffer output, Trace trace)
    {
        output.Append(lead);
        if (!lead.IsEmpty || !query.IsEmpty)
            parameters.Rewrite(query, output, trace, mark: true);
    }

    /// <summary>Where a parameter in front was withheld, what follows may now look like a lead; then the line is another than we read.</summary>
    private void RewriteNewLead(int start, ByteBuffer output, Trace trace)
    {
        var lines = new BatchLines(output.Span[start..]);
        if (!lines.MoveNext() || lines.Lead.IsEmpty)
            return;

        lines = new BatchLines(output.Span[start..].ToArray());
        lines.MoveNext();
        output.Truncate(start);
        RewriteLine(lines.Lead, lines.Query, output, trace);
    }
}
