namespace PrivacyGateway.Tests.Hits;

public sealed class HitTests
{
    [Fact]
    public void First_header_of_a_name_is_returned_in_any_case() =>
        Assert.Equal("a", SampleHit.Get("p=1", ("Accept", "x"), ("USER-AGENT", "a"), ("User-Agent", "b")).FindHeader("user-agent"));

    [Fact]
    public void Missing_request_header_is_null() => Assert.Null(SampleHit.Get("p=1", ("User-Agents", "a")).FindHeader("User-Agent"));
}
