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
    [InlineData("a=1, b=2", "a=1, b=2")]
    [InlineData("a=1;;b=2;", "a=1||b=2")]
    [InlineData("", "")]
    public void Every_pair_comes_out_as_it_was_sent(string line, string expected) => Assert.Equal(expected, Read(("Cookie", line)));

    [Fact]
    public void All_lines_are_read_in_order_whatever_their_case() =>
        Assert.Equal("a=1|b=2|c=3", Read(("Cookie", "a=1"), ("Accept", "x=9"), ("cookie", ""), ("COOKIE", "b=2; c=3")));

    [Fact]
    public void Without_a_cookie_line_there_is_no_cookie() => Assert.Equal("", Read(("Accept", "a=1"), ("Cookie2", "b=2")));

    private static string Read(params (string Name, string Value)[] headers)
    {
        var pairs = new List<string>();
        foreach (var cookie in new CookieLines([.. headers.Select(header => new HeaderLine(header.Name, header.Value))]))
            pairs.Add(cookie.Raw.ToString());
        return string.Join('|', pairs);
    }
}
