using PrivacyGateway.Consent;
using PrivacyGateway.Tests.Hits;

namespace PrivacyGateway.Tests.Consent;

public sealed class PrefetchTests
{
    [Theory]
    [InlineData("prefetch", true)]
    [InlineData("prefetch;prerender", true)]
    [InlineData("Prefetch", true)]
    [InlineData("", false)]
    [InlineData("navigate", false)]
    public void Prefetch_is_recognized_by_its_header(string purpose, bool expected) =>
        Assert.Equal(expected, FetchMetadata.IsPrefetch(SampleHit.Get("p=1", ("Sec-Purpose", purpose))));

    [Fact]
    public void Hit_without_the_header_is_not_a_prefetch() => Assert.False(FetchMetadata.IsPrefetch(SampleHit.Get("p=1")));
}
