namespace PrivacyGateway.Tests.Hits;

public sealed class HitTests
{
    [Fact]
    public void The_first_header_line_of_a_name_counts_whatever_its_case() =>
        Assert.Equal("a", SampleHit.Get("p=1", ("Accept", "x"), ("USER-AGENT", "a"), ("User-Agent", "b")).Header("user-agent"));

    [Fact]
    public void A_header_that_is_not_there_is_null() => Assert.Null(SampleHit.Get("p=1", ("User-Agents", "a")).Header("User-Agent"));
}
