using System.Globalization;
using BenchmarkDotNet.Attributes;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Benchmarks;

/// <summary>Selecting the forwarded response headers, with a growing number of <c>Set-Cookie</c> headers.</summary>
public class ResponseBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Policy _policy = Samples.Policy();
    private readonly Hit _hit = Samples.Get(1024, "miCookieOptOut=1; ");
    private RewriteResult? _outcome;
    private ResponseHead? _response;

    [Params(3, 30, 300)]
    public int SetCookies { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _outcome = _policy.Rewrite(_hit);
        _response = new ResponseHead(
            200,
            [
                new HeaderLine("Content-Type", "image/gif"),
                new HeaderLine("Content-Length", "43"),
                new HeaderLine("Cache-Control", "no-cache"),
                .. Enumerable.Range(0, SetCookies).Select(static n => new HeaderLine(
                    "Set-Cookie", string.Create(CultureInfo.InvariantCulture,
                        $"wteid_{n:D15}=2138123456789012345; Path=/; Expires=Wed, 13 May 2099 10:00:00 GMT; Secure; SameSite=None"))),
            ],
            "track.shop.example",
            Now);
    }

    [Benchmark]
    public int Pick() => _policy.Rewrite(_response!, _hit, _outcome!).Headers.Count;
}
