using PrivacyGateway.Tests.Properties;

namespace PrivacyGateway.Tests.Rewriting;

public sealed class BatchRewriterTests
{
    [Theory]
    [InlineData("?p=1&eid=2&la=en", "?p=1&nc=1&la=en")]
    [InlineData("wt?p=1&eid=2\nwt?p=2&cd=3", "wt?p=1&nc=1\nwt?p=2&nc=1")]
    [InlineData("wt?p=1&eid=2\nwt?eid=3\n", "wt?p=1&nc=1\nwt?nc=1\n")]
    [InlineData("wt?p=1&eid=2\r\nwt?p=2&eid=3\r\n", "wt?p=1&nc=1\r\nwt?p=2&nc=1\r\n")]
    [InlineData("p=1&eid=2", "p=1&nc=1")]
    [InlineData("wt?p=1&nc=1\nwt?p=2", "wt?p=1&nc=1\nwt?p=2&nc=1")]
    public void Every_batch_line_is_rewritten_and_marked(string body, string expected) => Assert.Equal(expected, Rewriters.Batch(body));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n\n")]
    [InlineData("wt?p=1&nc=1\n\n\r\nwt?p=2&nc=1\n\n")]
    [InlineData("wt?p=1&nc=1&la=en\n?p=2&nc=1&x=%zz")]
    public void Leads_line_ends_and_empty_lines_of_a_batch_are_preserved(string body) => Assert.Equal(body, Rewriters.Batch(body));

    [Theory]
    [InlineData("?", "?nc=1")]
    [InlineData("wt?", "wt?nc=1")]
    public void Batch_line_with_an_empty_query_is_marked(string body, string expected) => Assert.Equal(expected, Rewriters.Batch(body));

    [Theory]
    [InlineData("eid%3D4711?p=1", "nc=1")]
    [InlineData("x;eid%3D4711?p=1", "x&nc=1")]
    [InlineData("jane?p=1", "nc=1")]
    [InlineData("jane?p=1&cg1=x", "cg1=x&nc=1")]
    public void Identifier_in_the_lead_of_a_batch_line_is_stripped(string body, string expected) =>
        Assert.Equal(expected, Rewriters.Batch(body));
}
