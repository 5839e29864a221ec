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
            AppendLead(lines.Lead, output, trace);
            if (!lines.Lead.IsEmpty || !lines.Query.IsEmpty)
                parameters.Rewrite(lines.Query, output, trace, mark: true);
            output.Append(lines.End);
        }
    }

    /// <summary>What stands before the question mark could be a parameter in disguise unless it is the dialect's own word.</summary>
    private void AppendLead(ReadOnlySpan<byte> lead, ByteBuffer output, Trace trace)
    {
        if (lead.IsEmpty || Dialect.IsBatchLead(lead[..^1]))
        {
            output.Append(lead);
            return;
        }

        parameters.Rewrite(lead[..^1], output, trace, mark: false);
        output.Append(lead[^1]);
    }
}
