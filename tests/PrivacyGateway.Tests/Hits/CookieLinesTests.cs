using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class CookieLinesTests
{
    [Theory]
    [InlineData("a=1; b=2", "a=1|b=2")]
    [InlineData("a=1;b=2", "a=1|b=2")]
    [InlineData("  a=1 ;\tb=2  ", "a=1|b=2")]
    [InlineData("a=1; a=2; a=1", "a=1|a=2|a=1")]
    [InlineData("a=\"1; 2\"", "a=\"1|2\"")]
    [InlineData("a=%31", "a=%31")]
    [InlineData("a=1, b=2", "a=1|b=2")]
    [InlineData("a=1,b=2, c=3; d=4", "a=1|b=2|c=3|d=4")]
    [InlineData("a=1, cart[0]=2", "a=1|cart[0]=2")]
    [InlineData("a=1, \"b\"=2", "a=1|\"b\"=2")]
    [InlineData("a=1, b", "a=1, b")]
    [InlineData("a=1,2,3", "a=1,2,3")]
    [InlineData("a=1,2=3", "a=1|2=3")]
    [InlineData("a,b=1", "a|b=1")]
    [InlineData("a, b, c=1", "a, b|c=1")]
    [InlineData("a={\"b\":1,\"c\":\"d=e\",\"f=g\":2}", "a={\"b\":1,\"c\":\"d=e\",\"f=g\":2}")]
    [InlineData("a={stamp:'aB1==',necessary:true,region:'x=y'}", "a={stamp:'aB1==',necessary:true,region:'x=y'}")]
    [InlineData("a=1;;b=2;", "a=1||b=2")]
    [InlineData("", "")]
    public void Every_cookie_pair_is_read_unchanged(string line, string expected) => Assert.Equal(expected, Read(("Cookie", line)));

    [Fact]
    public void All_Cookie_headers_are_read_in_order_in_any_case() =>
        Assert.Equal("a=1|b=2|c=3", Read(("Cookie", "a=1"), ("Accept", "x=9"), ("cookie", ""), ("COOKIE", "b=2; c=3")));

    [Fact]
    public void Missing_Cookie_header_yields_no_cookie() => Assert.Equal("", Read(("Accept", "a=1"), ("Cookie2", "b=2")));

    [Theory]
    [InlineData("a=1; b=2", "")]
    [InlineData("a=1, b=2; c=3", "a=1|b=2")]
    [InlineData("c=3; a=1,b=2", "a=1|b=2")]
    [InlineData("a=1,2; b=2", "")]
    public void Cookies_on_both_sides_of_a_separating_comma_are_folded(string line, string expected)
    {
        var folded = new List<string>();
        foreach (var cookie in new CookieLines([new HeaderLine("Cookie", line)]))
        {
            if (cookie.IsFolded)
                folded.Add(cookie.Raw.ToString());
        }

        Assert.Equal(expected, string.Join('|', folded));
    }

    private static string Read(params (string Name, string Value)[] headers)
    {
        var pairs = new List<string>();
        foreach (var cookie in new CookieLines([.. headers.Select(header => new HeaderLine(header.Name, header.Value))]))
            pairs.Add(cookie.Raw.ToString());
        return string.Join('|', pairs);
    }
}
