using System.Text;
using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The batch parser and the batch rewriter.</summary>
internal sealed class BatchTarget(string name, ParameterRules rules) : FuzzTarget(name)
{
    private readonly BatchRewriter _rewriter = new(new ParameterRewriter(rules));

    public override IReadOnlyList<byte[]> Seeds { get; } = [
        .. Captures.Real.Bodies, Join("\n", Captures.Real.Queries.Take(3)), Join("\r\nwt?", Captures.Real.Queries.Skip(7).Take(4))];

    public override void Run(ReadOnlySpan<byte> input)
    {
        CheckParts(input);

        // Other requests are refused earlier.
        if (HitBody.DetectFormat([], input) != BodyFormat.Text)
            return;

        var output = Rewrite(input);
        LinesCheck.AreAnonymous(output.Span, input, rules.CoarsensDevice);
        // Without the first parameter, a line may no longer begin like a hit.
        Finding.Unless(!LinesCheck.Readable(output.Span).AsSpan()
            .SequenceEqual(output.Span) || Rewrite(output.Span).Span.SequenceEqual(output.Span), "rewriting is not idempotent");

        var hit = new RewrittenHit("POST", "/111111111111111/batch"u8.ToArray(), [], output.Memory, IsAnonymous: true);
        Finding.Unless(EgressGuard.Find(hit) is null, "the guard refuses a rewritten hit");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => Grammar.AddBatch(draft, dice);

    private static void CheckParts(ReadOnlySpan<byte> input)
    {
        var lines = new BatchLines(input);
        var rest = input;
        while (lines.MoveNext())
        {
            foreach (var part in (ReadOnlySpan<int>)[0, 1, 2])
            {
                var bytes = part switch { 0 => lines.Prefix, 1 => lines.Query, _ => lines.LineEnd };
                Finding.Unless(rest.StartsWith(bytes), "the parts of the lines are not the batch");
                rest = rest[bytes.Length..];
            }
        }

        Finding.Unless(rest.IsEmpty, "the lines end before the batch does");
    }

    private ByteBuffer Rewrite(ReadOnlySpan<byte> body)
    {
        var output = new ByteBuffer(body.Length + 64);
        _rewriter.RewriteAnonymous(body, output, new Trace());
        return output;
    }

    private static byte[] Join(string separator, IEnumerable<byte[]> lines) =>
        Encoding.Latin1.GetBytes("wt?" + string.Join(separator, lines.Select(Encoding.Latin1.GetString)));
}
