using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>The methods of the design, path by path.</summary>
[Collection(WireTurns.Name)]
public sealed class MethodTests(WireStage stage)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "QUERY", "get", "X"];

    [Theory]
    [InlineData("wt", "GET, HEAD, POST")]
    [InlineData("wtl58knvm", "GET, HEAD, POST")]
    [InlineData("wt.pl", "GET, HEAD, POST")]
    [InlineData("hm", "GET, HEAD, POST")]
    [InlineData("batch", "POST")]
    [InlineData("optout", "GET, HEAD")]
    [InlineData("optout.php", "GET, HEAD")]
    [InlineData("cc", "GET, HEAD")]
    [InlineData("cdb", "GET, HEAD")]
    public async Task A_path_takes_its_methods_and_names_them_to_others(string resource, string allowed)
    {
        foreach (var method in Methods)
        {
            var ask = new Ask(WireHosts.Off, $"/{Ask.TrackId}/{resource}") { Method = method, Body = method == "POST" ? "p=600,a" : null };
            var exchange = await stage.SendAsync(ask);

            if (allowed.Split(", ").Contains(method, StringComparer.Ordinal))
            {
                Assert.Equal(200, exchange.Answer.Status);
                Assert.Equal(method, exchange.Left.Method);
            }
            else
            {
                exchange.IsBare(405);
                Assert.Equal([allowed], exchange.Answer.HeaderValues("Allow"));
                exchange.NothingLeft();
            }
        }
    }

    [Theory]
    [InlineData("wt")]
    [InlineData("batch")]
    [InlineData("optout")]
    [InlineData("cc")]
    public async Task Options_is_answered_without_cors_and_stays_here(string resource)
    {
        var exchange = await stage.SendAsync(Ask.Get(
            WireHosts.OptOut,
            $"/{Ask.TrackId}/{resource}",
            "Origin: https://www.shop.test",
            "Access-Control-Request-Method: POST") with
        { Method = "OPTIONS" });

        Assert.Equal(204, exchange.Answer.Status);
        Assert.Equal(["Cache-Control: no-store"], exchange.AnswerHeaders);
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    public async Task Trace_and_connect_are_refused(string method)
    {
        var exchange = await stage.SendAsync(new Ask(WireHosts.Off, $"/{Ask.TrackId}/wt") { Method = method });

        Assert.InRange(exchange.Answer.Status, 400, 499);
        exchange.NothingLeft();
    }

    [Theory]
    [InlineData(WireHosts.Off)]
    [InlineData(WireHosts.OptIn)]
    [InlineData(WireHosts.Strict)]
    public async Task Head_is_a_hit_without_a_body_in_the_answer(string host)
    {
        var exchange = await stage.SendAsync(
            new Ask(host, $"/{Ask.TrackId}/wt?p=600,a") { Method = "HEAD" },
            _ => TrackDomainAnswers.Build(200, "OK", [new("Content-Type", "image/gif")], []));

        Assert.Equal("HEAD", exchange.Left.Method);
        Assert.Equal(200, exchange.Answer.Status);
        Assert.EndsWith("\r\n\r\n", System.Text.Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_1_0_works_too()
    {
        var exchange = await stage.SendAsync(System.Text.Encoding.Latin1.GetBytes(
            $"GET /{Ask.TrackId}/wt?p=600,a&eid=2260000000000000777 HTTP/1.0\r\nHost: {WireHosts.OptOut}\r\n{WireHosts.AnonymousCookie}\r\n\r\n"));

        Assert.Equal($"/{Ask.TrackId}/wt?p=600,a&nc=1", exchange.Left.Target);
        Assert.Equal(200, exchange.Answer.Status);
    }
}
