using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Rewrites a batch line by line; prefixes, line ends and empty lines are preserved. An unreadable line is stripped with its line end: it
/// might be marked anonymous. Refusing the batch instead would make the client resend all lines. (Protocol §1.7.)
/// </summary>
internal sealed class BatchRewriter(ParameterRewriter parameters)
{
    private enum Mode
    {
        Anonymous,
        Mixed,
        Identified,
    }

    /// <summary>Rewrites every line to anonymous form, with <c>nc=1</c>.</summary>
    /// <param name="body">A body of format <see cref="BodyFormat.Text"/>.</param>
    /// <param name="output">Gets the rewritten batch.</param>
    /// <param name="trace">Records what is stripped.</param>
    public void RewriteAnonymous(ReadOnlySpan<byte> body, ByteBuffer output, Trace trace) =>
        Rewrite(body, output, trace, Mode.Anonymous);

    /// <summary>Rewrites marked lines to anonymous form and preserves the others.</summary>
    public void RewriteMixed(ReadOnlySpan<byte> body, ByteBuffer output, Trace trace) =>
        Rewrite(body, output, trace, Mode.Mixed);

    /// <summary>Preserves every readable line.</summary>
    public void RewriteIdentified(ReadOnlySpan<byte> body, ByteBuffer output, Trace trace) =>
        Rewrite(body, output, trace, Mode.Identified);

    /// <summary>Whether the batch has lines with the marker and lines without it.</summary>
    public static bool IsMixed(ReadOnlySpan<byte> body)
    {
        var (marked, others) = (false, false);
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            if (lines.IsEmpty || !HitBody.IsHit(lines))
                continue;
            var isMarked = IsMarked(lines);
            (marked, others) = (marked || isMarked, others || !isMarked);
        }

        return marked && others;
    }

    private static bool IsMarked(in BatchLines line) => ParameterSearch.QueryContains(line.Query, Dialect.Marker, "1"u8);

    private void Rewrite(ReadOnlySpan<byte> body, ByteBuffer output, Trace trace, Mode mode)
    {
        var counts = default(Trace.LineCounts);
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            if (lines.IsEmpty)
            {
                output.Append(lines.LineEnd);
                continue;
            }

            if (!HitBody.IsHit(lines))
            {
                counts = counts with { Unreadable = counts.Unreadable + 1 };
                continue;
            }

            if (mode == Mode.Identified || (mode == Mode.Mixed && !IsMarked(lines)))
            {
                counts = counts with { Identified = counts.Identified + 1 };
                output.Append(lines.Prefix);
                output.Append(lines.Query);
            }
            else
            {
                counts = counts with { Anonymous = counts.Anonymous + 1 };
                RewriteLine(lines, output, trace);
            }

            output.Append(lines.LineEnd);
        }

        trace.Lines = counts;
    }

    private void RewriteLine(in BatchLines line, ByteBuffer output, Trace trace)
    {
        var start = output.Length;
        RewriteLine(line.Prefix, line.Query, output, trace);
        if (line.Prefix.IsEmpty)
            RewriteNewPrefix(start, output, trace);
    }

    private void RewriteLine(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> query, ByteBuffer output, Trace trace)
    {
        output.Append(prefix);
        parameters.Rewrite(query, output, trace, mark: true);
    }

    /// <summary>
    /// If the first parameter was stripped, the rest may begin with what looks
    /// like a prefix. Readers would skip it, so the line is rewritten once more.
    /// </summary>
    private void RewriteNewPrefix(int start, ByteBuffer output, Trace trace)
    {
        var lines = new BatchLines(output.Span[start..]);
        if (!lines.MoveNext() || lines.Prefix.IsEmpty)
            return;

        lines = new BatchLines(output.Span[start..].ToArray());
        lines.MoveNext();
        output.Truncate(start);
        RewriteLine(lines.Prefix, lines.Query, output, trace);
    }
}
