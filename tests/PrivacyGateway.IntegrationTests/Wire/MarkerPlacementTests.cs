using System.Text;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The position of <c>nc=1</c> (design, step 4 of a hit).</summary>
[Collection(WireCollection.Name)]
public sealed class MarkerPlacementTests(WireFixture fixture)
{
    private const string Path = "/" + RequestSpec.TrackId;
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
    public async Task Marker_of_a_GET_is_in_the_query(string query, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Get(WireHosts.OptOut, $"{Path}/wt{query}", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/wt{forwarded}", exchange.Forwarded.Target);
    }

    [Theory]
    [InlineData("", "p=600,home&cs800=1", "", "p=600,home&nc=1&cs800=1")]
    [InlineData("", "eid=2260000000000000777", "", "nc=1")]
    [InlineData("?cs800=1&eid=2260000000000000777", "p=600,home", "?cs800=1", "p=600,home&nc=1")]
    [InlineData("?p=600,home&eid=2260000000000000777", "", "?p=600,home&nc=1", "")]
    [InlineData("", "", "?nc=1", "")]
    public async Task Marker_of_a_POST_is_in_the_body_or_in_the_query_without_a_body(
        string query, string body, string forwardedQuery, string forwardedBody)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Post(WireHosts.OptOut, $"{Path}/wt{query}", body, Form, WireHosts.AnonymousCookie));

        Assert.Equal("POST", exchange.Forwarded.Method);
        Assert.Equal($"{Path}/wt{forwardedQuery}", exchange.Forwarded.Target);
        Assert.Equal(forwardedBody, exchange.ForwardedBody);
        Assert.Equal([forwardedBody.Length.ToString()], exchange.Forwarded.HeaderValues("Content-Length"));
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
    public async Task Marker_is_in_every_batch_line_that_is_not_empty(string body, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(WireHosts.OptOut, body, WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/batch", exchange.Forwarded.Target);
        Assert.Equal(forwarded, exchange.ForwardedBody);
        Assert.Equal([forwarded.Length.ToString()], exchange.Forwarded.HeaderValues("Content-Length"));
    }

    [Theory]
    [InlineData("?eid=6260000000000000777&X-WT-UA=App", "?nc=1")]
    [InlineData("?nc=1&X-WT-UA=App", "?nc=1")]
    [InlineData("?la=de&eid=6260000000000000777", "?la=de&nc=1")]
    public async Task Marker_is_in_the_query_of_a_batch_only_if_it_has_one(string query, string forwarded)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Post(
                WireHosts.OptOut, $"{Path}/batch{query}", "wt?p=600,a\n", "Content-Type: text/plain", WireHosts.AnonymousCookie));

        Assert.Equal($"{Path}/batch{forwarded}", exchange.Forwarded.Target);
        Assert.Equal("wt?p=600,a&nc=1\n", exchange.ForwardedBody);
    }

    [Theory]
    [InlineData("wt?p=600,a&eid=6260000000000000777\nwt?p=600,b&nc=1&eid=6260000000000000777",
        "wt?p=600,a&eid=6260000000000000777\nwt?p=600,b&nc=1")]
    [InlineData("wt?p=600,a&%6e%63=1&eid=6260000000000000777", "wt?p=600,a&nc=1")]
    public async Task Only_marked_batch_lines_are_anonymous_when_the_anonymous_function_is_off(string body, string forwarded)
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(WireHosts.Off, body));

        Assert.Equal(forwarded, exchange.ForwardedBody);
    }

    [Fact]
    public async Task Chunked_body_is_forwarded_rewritten_with_Content_Length()
    {
        var exchange = await fixture.SendAsync(Encoding.Latin1.GetBytes(
            $"POST {Path}/batch HTTP/1.1\r\nHost: {WireHosts.OptOut}\r\nContent-Type: text/plain\r\n{WireHosts.AnonymousCookie}\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nd;x=CANARY\r\nwt?p=600,a&ei\r\n2\r\nd=\r\n14\r\n2260000000000000777\n\r\n0\r\nX-Trailer: "
            + "CANARY\r\n\r\n"));

        Assert.Equal("wt?p=600,a&nc=1\n", exchange.ForwardedBody);
        Assert.Equal(["16"], exchange.Forwarded.HeaderValues("Content-Length"));
        Assert.Empty(exchange.Forwarded.HeaderValues("Transfer-Encoding"));
        Assert.Empty(exchange.Forwarded.HeaderValues("X-Trailer"));
    }
}
