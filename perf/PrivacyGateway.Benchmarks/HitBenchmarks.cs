using BenchmarkDotNet.Attributes;
using PrivacyGateway.Configuration;
using PrivacyGateway.Consent;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Benchmarks;

/// <summary>The cost of the plain rooms for one GET: the decision alone, the whole request and response path, and the guard.</summary>
public class HitBenchmarks
{
    private readonly Policy _standard = Samples.Policy();
    private readonly Policy _strict = Samples.Policy(PolicyLevel.Strict);
    private Hit _anonymous = Samples.Get(1024, "miCookieOptOut=1; ");
    private Hit _identified = Samples.Get(1024, "");
    private RewrittenHit? _rewritten;

    [Params(1024, 8 * 1024, 30 * 1024)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _anonymous = Samples.Get(Bytes, "miCookieOptOut=1; ");
        _identified = Samples.Get(Bytes, "");
        _rewritten = ((ForwardResult)_standard.Rewrite(_anonymous)).Hit;
    }

    [Benchmark]
    public bool Decide() => _standard.Decide(_anonymous).Stance == Stance.Anonymous;

    [Benchmark(Baseline = true)]
    public bool Anonymous() => _standard.Rewrite(_anonymous, Trace.CreateForRules()).IsShadow;

    [Benchmark]
    public bool Strict() => _strict.Rewrite(_anonymous, Trace.CreateForRules()).IsShadow;

    [Benchmark]
    public bool Identified() => _standard.Rewrite(_identified, Trace.CreateForRules()).IsShadow;

    [Benchmark]
    public bool Guard() => EgressGuard.Find(_rewritten!) is null;
}
