using BenchmarkDotNet.Attributes;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Benchmarks;

/// <summary>Rewriting a query; divide by the bytes: the price of a byte must not grow with them.</summary>
public class QueryBenchmarks
{
    private readonly ParameterRewriter _standard = new(Samples.StandardRules);
    private readonly ParameterRewriter _strict = new(Samples.StrictRules);
    private byte[] _query = [];

    [Params(1024, 10 * 1024, 64 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup() => _query = Samples.Query(Bytes);

    [Benchmark(Baseline = true)]
    public int Standard() => Rewrite(_standard);

    [Benchmark]
    public int Strict() => Rewrite(_strict);

    private int Rewrite(ParameterRewriter rewriter)
    {
        var output = new ByteBuffer(_query.Length + 16);
        rewriter.Rewrite(_query, output, Trace.CreateForRules(), mark: true);
        return output.Length;
    }
}
