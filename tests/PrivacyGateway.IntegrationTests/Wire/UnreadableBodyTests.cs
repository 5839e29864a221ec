namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>An unreadable body is never forwarded.</summary>
[Collection(WireCollection.Name)]
public sealed class UnreadableBodyTests(WireFixture fixture)
{
    private const string Line = "wt?p=600,a&eid=2260000000000000777";

    public static TheoryData<string, string> Bodies => new()
    {
        { "Content-Type: text/plain|Content-Encoding: gzip", "\u001f\u008b\b\0\0\0\0\0" },
        { "Content-Type: text/plain|Content-Encoding: gzip", Line },
        { "Content-Type: text/plain|Content-Encoding: br", Line },
        { "Content-Type: text/plain|Content-Encoding: identity, gzip", Line },
        { "Content-Type: text/plain|Content-Encoding: identity|Content-Encoding: deflate", Line },
        { "Content-Type: application/json", "{\"eid\":\"2260000000000000777\"}" },
        { "Content-Type: multipart/form-data; boundary=x", "--x\r\n\r\n" + Line },
        { "Content-Type: image/gif", Line },
        { "Content-Type: text/plain; charset=utf-16", Line },
        { "Content-Type: text/plain|Content-Type: application/json", Line },
        { "Content-Type: text/plain", "w\0t\0?\0p\0" },
        { "Content-Type: text/plain", "\u00ff\u00few\0t\0" },
        { "Content-Type: text/plain", "\u00ef\u00bb\u00bf" + Line },
        { "Content-Type: text/plain", "\u001f\u008b\b\0\0\0\0\0" },
        { "Content-Type: text/plain", "wt?p=600,a\rwt?p=600,b" },
        { "Content-Type: text/plain;charset=utf-7", "wt?p+AD0-600" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Unreadable_body_is_refused_where_visitors_can_be_anonymous(string headers, string body)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.OptIn })
        {
            foreach (var path in new[] { "batch", "wt" })
            {
                var exchange = await fixture.SendAsync(RequestSpec.Post(host, $"/{RequestSpec.TrackId}/{path}", body, headers.Split('|')));

                exchange.IsBare(415);
                exchange.NothingForwarded();
            }
        }
    }

    [Theory]
    [InlineData("Content-Type: text/plain")]
    [InlineData("Content-Type: text/plain;charset=UTF-8")]
    [InlineData("Content-Type: text/plain; utf-8")]
    [InlineData("Content-Type: TEXT/PLAIN; Charset=\"utf-8\"")]
    [InlineData("Content-Type: application/x-www-form-urlencoded")]
    [InlineData("Content-Type: text/plain|Content-Encoding: identity")]
    public async Task Readable_body_is_accepted(string headers)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Post(WireHosts.OptIn, $"/{RequestSpec.TrackId}/batch", Line, headers.Split('|')));

        Assert.Equal("wt?p=600,a&nc=1", exchange.ForwardedBody);
        Assert.Empty(exchange.Forwarded.HeaderValues("Content-Encoding"));
    }

    [Theory]
    [InlineData("GET", 400)]
    [InlineData("HEAD", 400)]
    public async Task Body_of_a_bodiless_method_is_refused(string method, int status)
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Post(
                WireHosts.OptOut, $"/{RequestSpec.TrackId}/wt?p=600,a", Line, "Content-Type: text/plain") with
            {
                Method = method,
            });

        Assert.Equal(status, exchange.Response.Status);
        exchange.NothingForwarded();
    }
}
