using BenchmarkDotNet.Attributes;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Benchmarks;

/// <summary>Rewriting a batch; divide by the lines.</summary>
public class BatchBenchmarks
{
    private readonly BatchRewriter _rewriter = new(new ParameterRewriter(Samples.StandardRules));
    private byte[] _body = [];

    [Params(1, 10, 100, 1_000, 10_000)]
    public int Lines { get; set; }

    [GlobalSetup]
    public void Setup() => _body = Samples.Batch(Lines);

    [Benchmark]
    public int Rewrite()
    {
        var output = new ByteBuffer(_body.Length + 64);
        _rewriter.RewriteAnonymous(_body, output, Trace.CreateForRules());
        return output.Length;
    }
}
