using System.Text;
using BenchmarkDotNet.Attributes;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Benchmarks;

/// <summary>The canonical form of one name: as the pixel writes it, and in spellings that try to evade the table.</summary>
public class NameBenchmarks
{
    private byte[] _name = [];

    [Params("eid", "uc700", "E I\u00a0D", "ｅｉｄ", "e\u0301id\u200b")]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _name = Encoding.UTF8.GetBytes(Name);

    [Benchmark]
    public int Canonicalise()
    {
        Span<char> canonical = stackalloc char[CanonicalName.MaxLength];
        CanonicalName.TryWrite(_name, canonical, out var length);
        return length;
    }
}
