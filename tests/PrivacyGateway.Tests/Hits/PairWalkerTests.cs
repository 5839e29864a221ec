using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class PairWalkerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a=1", "a=|1")]
    [InlineData("a=1&b=2", "a=|1|b=|2")]
    [InlineData("a=1;b=2#c=3?d=4", "a=|1|b=|2|c=|3|d=|4")]
    [InlineData("pu=https://x/?a=1&eid=2", "pu=|https://x/|a=|1|eid=|2")]
    [InlineData("a==b", "a=|=|b")]
    [InlineData("&&", "||")]
    public void Every_position_of_a_name_is_visited(string text, string expected)
    {
        var found = new List<string>();
        var walker = new PairWalker(Encoding.Latin1.GetBytes(text));
        while (walker.MoveNext())
            found.Add(Encoding.Latin1.GetString(walker.Name) + (walker.HasValue ? "=" : ""));

        Assert.Equal(expected, string.Join('|', found));
    }

    [Theory]
    [InlineData("eid=1&b=2", 5, "b")]
    [InlineData("eid=a=b?c=d;b=2", 11, "b")]
    [InlineData("eid=1#b", 5, "b")]
    public void Value_ends_at_the_next_separator(string text, int end, string next)
    {
        var walker = new PairWalker(Encoding.Latin1.GetBytes(text));
        walker.MoveNext();

        Assert.Equal(end, walker.SkipValue());
        Assert.True(walker.MoveNext());
        Assert.Equal(next, Encoding.Latin1.GetString(walker.Name));
    }

    [Fact]
    public void Last_value_ends_with_the_text()
    {
        var walker = new PairWalker("eid=123"u8);
        walker.MoveNext();

        Assert.Equal(7, walker.SkipValue());
        Assert.False(walker.MoveNext());
    }
}
