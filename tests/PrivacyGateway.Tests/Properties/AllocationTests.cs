using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Properties;

/// <summary>A client's input must not cost out of proportion. Bytes are counted, not seconds: they are the same on every machine.</summary>
public sealed class AllocationTests
{
    private const int Size = 256 * 1024;

    [Theory]
    [InlineData("%25")]
    [InlineData("%")]
    [InlineData("&")]
    [InlineData(";")]
    [InlineData("=")]
    [InlineData("?")]
    [InlineData("eid=1&")]
    [InlineData("eid=1;")]
    [InlineData("a=%65id&")]
    [InlineData("\u00c1")]
    [InlineData("%EF%BD%85")]
    [InlineData("__1_")]
    public void Query_allocates_at_most_a_fixed_number_of_bytes_for_each_byte_sent(string pattern) =>
        AssertProportional(pattern, query => Rewriters.Query(query));

    [Theory]
    [InlineData(",")]
    [InlineData("a,eid=1;")]
    [InlineData("%2C,")]
    public void Page_field_allocates_at_most_a_fixed_number_of_bytes_for_each_byte_sent(string pattern) =>
        AssertProportional(pattern, query => Rewriters.Query([.. "p="u8, .. query, .. "%20"u8]));

    [Theory]
    [InlineData("\n")]
    [InlineData("?\n")]
    [InlineData("wt?eid=1\r\n")]
    public void Batch_allocates_at_most_a_fixed_number_of_bytes_for_each_byte_sent(string pattern) =>
        AssertProportional(pattern, body => Rewriters.Batch(body));

    [Fact]
    public void Marker_search_allocates_nothing()
    {
        var hit = SampleHitOf(new string('&', Size));

        Assert.InRange(AllocatedBy(() => ParameterSearch.Contains(hit, "nc", "1"u8)), 0, 1024);
    }

    private static Hit SampleHitOf(string body) =>
        Tests.Hits.SampleHit.Post("/111111111111111/batch", body, ("Content-Type", "text/plain"));

    private static void AssertProportional(string pattern, Func<byte[], byte[]> rewrite)
    {
        var input = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(pattern, Size / pattern.Length)));
        rewrite(input);

        var allocated = AllocatedBy(() => rewrite(input));

        // A trace entry is 24 bytes and its list doubles as it grows; the shortest stripped pair has 3.
        Assert.InRange(allocated, 0, 64L * input.Length);
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
