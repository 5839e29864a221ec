using PrivacyGateway.Fuzz.Generating;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The parameter rewriter at one level.</summary>
internal sealed class ParametersTarget(string name, ParameterRules rules) : FuzzTarget(name)
{
    private readonly ParameterRewriter _rewriter = new(rules);
    private readonly bool _keepsUnknown = !rules.Find("somethingelse"u8).Stripped;

    public override IReadOnlyList<byte[]> Seeds => Captures.Real.Queries;

    public override void Run(ReadOnlySpan<byte> input)
    {
        var output = Rewrite(input, mark: true);
        QueryCheck.IsAnonymous(output.Span, marks: 1);
        QueryCheck.ComesFrom(output.Span, input, rules.CoarsensDevice);
        if (_keepsUnknown)
            QueryCheck.PreservesTheRest(output.Span, input);
        Finding.Unless(Rewrite(output.Span, mark: true).Span.SequenceEqual(output.Span), "rewriting is not idempotent");
        QueryCheck.IsAnonymous(Rewrite(input, mark: false).Span, marks: 0);

        var hit = new RewrittenHit("GET", (byte[])[.. "/111111111111111/wt?"u8, .. output.Span], [], null, IsAnonymous: true);
        Finding.Unless(EgressGuard.Find(hit) is null, "the guard refuses a rewritten hit");
    }

    protected override void AddFromGrammar(Draft draft, Dice dice) => Grammar.AddQuery(draft, dice);

    private ByteBuffer Rewrite(ReadOnlySpan<byte> query, bool mark)
    {
        var output = new ByteBuffer(query.Length + 16);
        _rewriter.Rewrite(query, output, new Trace(), mark);
        return output;
    }
}
