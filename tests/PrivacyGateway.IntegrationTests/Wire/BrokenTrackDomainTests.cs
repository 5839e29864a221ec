using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>If the track domain fails, the browser gets a 503 without a body, so that the pixel keeps the hit.</summary>
[Collection(WireTurns.Name)]
public sealed class BrokenTrackDomainTests(WireStage stage)
{
    public static TheoryData<string, string> Answers => new()
    {
        { "closes without an answer", "" },
        { "garbage", "CANARY garbage\r\n\r\n" },
        { "another protocol", "SSH-2.0-CANARY\r\n" },
        { "cut off in the head", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nX-Canary: CANA" },
        { "a status that is none", "HTTP/1.1 2000 CANARY\r\n\r\n" },
        { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nCANARY" },
        { "a header without a name", "HTTP/1.1 200 OK\r\n: CANARY\r\nContent-Length: 0\r\n\r\n" },
        { "101", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Canary: CANARY\r\n\r\nCANARY" },
        { "cut off before the body", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 100\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_broken_answer_is_a_503_without_an_echo(string what, string answer)
    {
        stage.Broken.Answer = Encoding.Latin1.GetBytes(answer);
        foreach (var cookie in new[] { WireHosts.AnonymousCookie, "Cookie: a=b" })
        {
            var exchange = await stage.SendAsync(Ask.Hit(WireHosts.Broken, "p=600,home&eid=2260000000000000777", cookie));

            Assert.True(exchange.Answer.Status == 503, $"{what}: {exchange.Answer.Status}");
            Assert.Empty(exchange.Answer.Body);
            Assert.DoesNotContain("CANA", Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
            Assert.Equal(["Content-Length: 0", "Cache-Control: no-store"], exchange.AnswerHeaders.OrderDescending(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_answer_that_ends_too_early_is_never_a_complete_one()
    {
        stage.Broken.Answer = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 100\r\n\r\nGIF89a"u8.ToArray();
        var ask = Ask.Hit(WireHosts.Broken, "p=600,home", WireHosts.AnonymousCookie);

        // The whole answer is awaited before the browser hears of it.
        (await stage.SendAsync(ask)).IsBare(503);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_refused_connection_is_a_503(string method)
    {
        var exchange = await stage.SendAsync(new Ask(WireHosts.Refusing, $"/{Ask.TrackId}/wt?p=600,home")
        {
            Method = method,
            Body = method == "POST" ? "p=600,home" : null,
        });

        exchange.IsBare(503);
        Assert.Empty(exchange.Answer.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_refused_batch_is_a_503_too()
    {
        var exchange = await stage.SendAsync(Ask.Batch(WireHosts.Refusing, "wt?p=600,a\n", WireHosts.AnonymousCookie));

        exchange.IsBare(503);
    }

    [Fact]
    public async Task Early_hints_do_not_reach_the_browser()
    {
        var exchange = await stage.SendAsync(Ask.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), static _ => Encoding.Latin1.GetBytes(
            "HTTP/1.1 103 Early Hints\r\nSet-Cookie: eid=CANARY\r\nLink: </CANARY>\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 6\r\n\r\nGIF89a"));

        Assert.Equal(200, exchange.Answer.Status);
        Assert.DoesNotContain("CANARY", Encoding.Latin1.GetString(exchange.Answer.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browsers_that_leave_a_hanging_track_domain_take_their_connections_along()
    {
        stage.Broken.Answer = null;
        var before = stage.Broken.Heads;
        var request = Ask.Hit(WireHosts.Broken, "p=600,home", WireHosts.AnonymousCookie).Bytes();
        for (var i = 0; i < 20; i++)
        {
            using var browser = new TcpClient();
            await browser.ConnectAsync(IPAddress.Loopback, stage.Gateway.Port, TestContext.Current.CancellationToken);
            await browser.GetStream().WriteAsync(request, TestContext.Current.CancellationToken);
            await WaitUntil(() => stage.Broken.Heads == before + i + 1, "the hit arrives");
        }

        await WaitUntil(() => stage.Broken.Open == 0, "every connection is closed");
        Assert.Equal(200, (await stage.SendAsync(Ask.Hit(WireHosts.OptOut, "p=600,home"))).Answer.Status);
    }

    private static Task WaitUntil(Func<bool> condition, string what) => Eventually.HoldsAsync(condition, () => $"Waited in vain: {what}.");
}
