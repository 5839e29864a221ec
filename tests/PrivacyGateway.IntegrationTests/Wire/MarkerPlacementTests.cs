using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>Where <c>nc=1</c> stands (design, "One hit through the house", step 4).</summary>
[Collection(WireTurns.Name)]
public sealed class MarkerPlacementTests(WireStage stage)
{
    private const string Path = "/" + Ask.TrackId;
    private const string Form = "Content-Type: application/x-www-form-urlencoded";

    [Theory]
    [InlineData("?p=600,home&cs800=1", "?p=600,home&nc=1&cs800=1")]
    [InlineData("?eid=2260000000000000777&p=600,home", "?p=600,home&nc=1")]
    [InlineData("?p=600,home&nc=1", "?p=600,home&nc=1")]
    [InlineData("?nc=1&p=600,home&nc=1", "?p=600,home&nc=1")]
    [InlineData("?p=600,home&nc=0", "?p=600,home&nc=1")]
    [InlineData("?p=600,home&nc=2&nc&%6ec=1", "?p=600,home&nc=1")]
    [InlineData("?eid=2260000000000000777", "?nc=1")]
    [InlineData("?", "?nc=1")]
    [InlineData("", "?nc=1")]
    public async Task In_the_query_of_a_get(string query, string left)
    {
        var exchange = await stage.SendAsync(Ask.Get(WireHosts.OptOut, $"{Path}/wt{query}", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt{left}", exchange.Left.Target);
    }

    [Theory]
    [InlineData("", "p=600,home&cs800=1", "", "p=600,home&nc=1&cs800=1")]
    [InlineData("", "eid=2260000000000000777", "", "nc=1")]
    [InlineData("?cs800=1&eid=2260000000000000777", "p=600,home", "?cs800=1", "p=600,home&nc=1")]
    [InlineData("?p=600,home&eid=2260000000000000777", "", "?p=600,home&nc=1", "")]
    [InlineData("", "", "?nc=1", "")]
    public async Task In_the_body_of_a_post_or_in_the_query_if_there_is_no_body(string query, string body, string leftQuery, string leftBody)
    {
        var exchange = await stage.SendAsync(Ask.Post(WireHosts.OptOut, $"{Path}/wt{query}", body, Form, WireHosts.AnonymousCookie));

        Assert.Equal("POST", exchange.Left.Method);
        Assert.Equal($"{Path}/wt{leftQuery}", exchange.Left.Target);
        Assert.Equal(leftBody, exchange.LeftBody);
        Assert.Equal([leftBody.Length.ToString()], exchange.Left.HeaderValues("Content-Length"));
    }

    [Theory]
    [InlineData("?p=600,a", "?p=600,a&nc=1")]
    [InlineData("wt?p=600,a\nwt?p=600,b", "wt?p=600,a&nc=1\nwt?p=600,b&nc=1")]
    [InlineData("wt?p=600,a\nwt?p=600,b\n", "wt?p=600,a&nc=1\nwt?p=600,b&nc=1\n")]
    [InlineData("wt?p=600,a&eid=2260000000000000777\r\nwt?eid=2260000000000000777&p=600,b\r\n", "wt?p=600,a&nc=1\r\nwt?p=600,b&nc=1\r\n")]
    [InlineData("wt?p=600,a\n\n\nwt?p=600,b", "wt?p=600,a&nc=1\n\n\nwt?p=600,b&nc=1")]
    [InlineData("wt?p=600,a\r\n\r\n", "wt?p=600,a&nc=1\r\n\r\n")]
    [InlineData("wt?eid=2260000000000000777\nwt?p=600,b", "wt?nc=1\nwt?p=600,b&nc=1")]
    [InlineData("p=600,a&eid=2260000000000000777", "p=600,a&nc=1")]
    [InlineData("wt?p=600,a&nc=1\nwt?p=600,b", "wt?p=600,a&nc=1\nwt?p=600,b&nc=1")]
    public async Task In_every_line_of_a_batch_that_is_not_empty(string body, string left)
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.OptOut, body, WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/batch", exchange.Left.Target);
        Assert.Equal(left, exchange.LeftBody);
        Assert.Equal([left.Length.ToString()], exchange.Left.HeaderValues("Content-Length"));
    }

    [Theory]
    [InlineData("?eid=6260000000000000777&X-WT-UA=App", "?nc=1")]
    [InlineData("?nc=1&X-WT-UA=App", "?nc=1")]
    [InlineData("?la=de&eid=6260000000000000777", "?la=de&nc=1")]
    public async Task In_the_query_of_a_batch_only_if_that_has_one(string query, string left)
    {
        var exchange = await stage.SendAsync(
            Ask.Post(WireHosts.OptOut, $"{Path}/batch{query}", "wt?p=600,a\n", "Content-Type: text/plain", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/batch{left}", exchange.Left.Target);
        Assert.Equal("wt?p=600,a&nc=1\n", exchange.LeftBody);
    }

    [Theory]
    [InlineData("wt?p=600,a&eid=6260000000000000777\nwt?p=600,b&nc=1&eid=6260000000000000777", "wt?p=600,a&nc=1\nwt?p=600,b&nc=1")]
    [InlineData("wt?p=600,a&%6e%63=1&eid=6260000000000000777", "wt?p=600,a&nc=1")]
    public async Task One_marked_line_makes_the_whole_batch_anonymous_where_the_function_is_off(string body, string left)
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.Off, body));

        Assert.Equal(left, exchange.LeftBody);
    }

    [Fact]
    public async Task A_chunked_body_leaves_rewritten_with_a_length()
    {
        var exchange = await stage.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.OptOut}\r\nContent-Type: text/plain\r\n{WireHosts.AnonymousCookie}\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nd;x=CANARY\r\nwt?p=600,a&ei\r\n2\r\nd=\r\n14\r\n2260000000000000777\n\r\n0\r\nX-Trailer: CANARY\r\n\r\n"));

        Assert.Equal("wt?p=600,a&nc=1\n", exchange.LeftBody);
        Assert.Equal(["16"], exchange.Left.HeaderValues("Content-Length"));
        Assert.Empty(exchange.Left.HeaderValues("Transfer-Encoding"));
        Assert.Empty(exchange.Left.HeaderValues("X-Trailer"));
    }
}
