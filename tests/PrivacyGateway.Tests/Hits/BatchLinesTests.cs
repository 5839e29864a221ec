using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Hits;

public sealed class BatchLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("?p=1", "?|p=1|")]
    [InlineData("wt?p=1", "wt?|p=1|")]
    [InlineData("p=1&x=a?b", "|p=1&x=a?b|")]
    [InlineData("p=a?b", "|p=a?b|")]
    [InlineData("wt?p=1\nwt?p=2", "wt?|p=1|\\n wt?|p=2|")]
    [InlineData("wt?p=1\nwt?p=2\n", "wt?|p=1|\\n wt?|p=2|\\n")]
    [InlineData("wt?p=1\r\nwt?p=2\r\n", "wt?|p=1|\\r\\n wt?|p=2|\\r\\n")]
    [InlineData("\n\r\n?p=1\n\n", "||\\n ||\\r\\n ?|p=1|\\n ||\\n")]
    [InlineData("wt?", "wt?||")]
    [InlineData("?", "?||")]
    [InlineData("wt", "|wt|")]
    [InlineData("a&b?c", "|a&b?c|")]
    public void Batch_is_split_into_lines_of_lead_query_and_end(string body, string expected)
    {
        var read = new List<string>();
        var lines = new BatchLines(Encoding.Latin1.GetBytes(body));
        while (lines.MoveNext())
        {
            var end = Encoding.Latin1.GetString(lines.LineEnd).Replace("\r", "\\r").Replace("\n", "\\n");
            read.Add($"{Encoding.Latin1.GetString(lines.Prefix)}|{Encoding.Latin1.GetString(lines.Query)}|{end}");
        }

        Assert.Equal(expected, string.Join(' ', read));
    }
}
