using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class ParameterSearchTests
{
    [Theory]
    [InlineData("nc=1")]
    [InlineData("p=1&nc=1")]
    [InlineData("nc=0&nc=1")]
    [InlineData("NC=1")]
    [InlineData("%6ec=1")]
    [InlineData("%256Ec=%31")]
    [InlineData("nc%3D1")]
    [InlineData("nc=+1+")]
    [InlineData("nc=%201")]
    [InlineData("nc=1%0a")]
    [InlineData("nc=%001")]
    // One reader ends a name or a value at a NUL, another drops it; likewise an overlong character.
    [InlineData("nc%00=1")]
    [InlineData("nc%00x=1")]
    [InlineData("n%00c=1")]
    [InlineData("nc=1%00abc")]
    [InlineData("n%C1%A3c=1")]
    [InlineData("%C1%AEc=1")]
    [InlineData("n%25C1%25A3c=1")]
    [InlineData("nc=%EF%BC%91")]
    [InlineData("%EF%BD%8E%EF%BD%83=%EF%BC%91")]
    [InlineData("?nc=1")]
    [InlineData("nc[]=1")]
    [InlineData("&&nc=1&")]
    public void Marker_is_found_in_any_spelling(string query) => Assert.True(ParameterSearch.Contains(SampleHit.Get(query), "nc", "1"u8));

    [Theory]
    [InlineData("")]
    [InlineData("p=1")]
    [InlineData("nc")]
    [InlineData("nc=")]
    [InlineData("nc=0")]
    [InlineData("nc=2")]
    [InlineData("nc=11")]
    [InlineData("nc=true")]
    [InlineData("snc=1")]
    [InlineData("ncc=1")]
    [InlineData("x=nc=1")]
    [InlineData("pu=https%3A%2F%2Fx%2F%3Fnc%3D1")]
    public void Other_parameter_is_not_taken_for_the_marker(string query) =>
        Assert.False(ParameterSearch.Contains(SampleHit.Get(query), "nc", "1"u8));

    [Theory]
    [InlineData("wt?p=1\nwt?p=2&nc=1\nwt?p=3", true)]
    [InlineData("?p=1&nc=1", true)]
    [InlineData("p=1&nc=1", true)]
    [InlineData("wt?p=1\r\n\r\nwt?nc=1\r\n", true)]
    [InlineData("wt?p=1\nwt?p=2", false)]
    [InlineData("", false)]
    public void Every_line_of_the_body_is_searched_for_a_parameter(string body, bool isFound) =>
        Assert.Equal(isFound, ParameterSearch.Contains(SampleHit.Post(SampleHit.BatchPath, body), "nc", "1"u8));

    [Fact]
    public void Unreadable_body_is_not_searched_for_a_parameter() =>
        Assert.False(ParameterSearch.Contains(SampleHit.Post(SampleHit.BatchPath, "?nc=1", ("Content-Encoding", "gzip")), "nc", "1"u8));

    [Theory]
    [InlineData("eid=4711", true)]
    [InlineData("eid=", true)]
    [InlineData("eid", true)]
    [InlineData("E%69D=1", true)]
    [InlineData("weid=1", false)]
    public void Search_without_a_value_matches_any_value(string query, bool isFound) =>
        Assert.Equal(isFound, ParameterSearch.Contains(SampleHit.Get(query), "eid"));
}
