namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>What cannot be understood is never forwarded as it is.</summary>
[Collection(WireTurns.Name)]
public sealed class UnreadableBodyTests(WireStage stage)
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
    public async Task An_unreadable_body_is_refused_where_visitors_can_be_anonymous(string headers, string body)
    {
        foreach (var host in new[] { WireHosts.OptOut, WireHosts.OptIn })
        {
            foreach (var path in new[] { "batch", "wt" })
            {
                var exchange = await stage.SendAsync(Ask.Post(host, $"/{Ask.TrackId}/{path}", body, headers.Split('|')));

                exchange.IsBare(415);
                exchange.NothingLeft();
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
    public async Task A_readable_body_is_not_refused(string headers)
    {
        var exchange = await stage.SendAsync(Ask.Post(WireHosts.OptIn, $"/{Ask.TrackId}/batch", Line, headers.Split('|')));

        Assert.Equal("wt?p=600,a&nc=1", exchange.LeftBody);
        Assert.Empty(exchange.Left.HeaderValues("Content-Encoding"));
    }

    [Theory]
    [InlineData("GET", 400)]
    [InlineData("HEAD", 400)]
    public async Task A_body_where_none_belongs_is_refused(string method, int status)
    {
        var exchange = await stage.SendAsync(
            Ask.Post(WireHosts.OptOut, $"/{Ask.TrackId}/wt?p=600,a", Line, "Content-Type: text/plain") with { Method = method });

        Assert.Equal(status, exchange.Answer.Status);
        exchange.NothingLeft();
    }
}
