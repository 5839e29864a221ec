using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Wire;

/// <summary>If the track domain fails, the browser gets a 503 without a body, so that the pixel queues the hit.</summary>
[Collection(WireCollection.Name)]
public sealed class BrokenTrackDomainTests(WireFixture fixture)
{
    public static TheoryData<string, string> Responses => new()
    {
        { "closes without a response", "" },
        { "garbage", "CANARY garbage\r\n\r\n" },
        { "another protocol", "SSH-2.0-CANARY\r\n" },
        { "cut off in the head", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nX-Canary: CANA" },
        { "an invalid status", "HTTP/1.1 2000 CANARY\r\n\r\n" },
        { "two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nCANARY" },
        { "a header without a name", "HTTP/1.1 200 OK\r\n: CANARY\r\nContent-Length: 0\r\n\r\n" },
        { "101", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Canary: CANARY\r\n\r\nCANARY" },
        { "cut off before the body", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 100\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Malformed_response_of_the_track_domain_is_a_503_without_an_echo(string description, string response)
    {
        fixture.Broken.Response = Encoding.Latin1.GetBytes(response);
        foreach (var cookie in new[] { WireHosts.AnonymousCookie, "Cookie: a=b" })
        {
            var exchange = await fixture.SendAsync(RequestSpec.Hit(WireHosts.Broken, "p=600,home&eid=2260000000000000777", cookie));

            Assert.True(exchange.Response.Status == 503, $"{description}: {exchange.Response.Status}");
            Assert.Empty(exchange.Response.Body);
            Assert.DoesNotContain("CANA", Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
            Assert.Equal(
                ["Content-Length: 0", "Cache-Control: no-store"], exchange.ResponseHeaders.OrderDescending(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Truncated_response_never_looks_complete_to_the_browser()
    {
        fixture.Broken.Response = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 100\r\n\r\nGIF89a"u8.ToArray();
        var spec = RequestSpec.Hit(WireHosts.Broken, "p=600,home", WireHosts.AnonymousCookie);

        // The whole response is awaited before the browser gets a byte.
        (await fixture.SendAsync(spec)).IsBare(503);
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nGIF89a")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n6\r\nGIF89a\r\n")]
    public async Task Interrupted_streamed_response_never_looks_complete_to_the_browser(string beginning)
    {
        fixture.Broken.Response = Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n{beginning}");

        await Assert.ThrowsAnyAsync<IOException>(
            () => RawClient.SendAsync(fixture.Gateway.Port, RequestSpec.Get(WireHosts.Broken, $"/{RequestSpec.TrackId}/optout").Bytes()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Refused_connection_to_the_track_domain_is_a_503(string method)
    {
        var exchange = await fixture.SendAsync(new RequestSpec(WireHosts.Refusing, $"/{RequestSpec.TrackId}/wt?p=600,home")
        {
            Method = method,
            Body = method == "POST" ? "p=600,home" : null,
        });

        exchange.IsBare(503);
        Assert.Empty(exchange.Response.HeaderValues("Set-Cookie"));
    }

    [Fact]
    public async Task Batch_at_an_unreachable_track_domain_is_a_503()
    {
        var exchange = await fixture.SendAsync(RequestSpec.Batch(WireHosts.Refusing, "wt?p=600,a\n", WireHosts.AnonymousCookie));

        exchange.IsBare(503);
    }

    [Fact]
    public async Task Early_hints_of_the_track_domain_do_not_reach_the_browser()
    {
        var exchange = await fixture.SendAsync(
            RequestSpec.Hit(WireHosts.OptOut, "p=600,home", WireHosts.AnonymousCookie), static _ => Encoding.Latin1.GetBytes(
            "HTTP/1.1 103 Early Hints\r\nSet-Cookie: eid=CANARY\r\nLink: </CANARY>\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 6\r\n\r\nGIF89a"));

        Assert.Equal(200, exchange.Response.Status);
        Assert.DoesNotContain("CANARY", Encoding.Latin1.GetString(exchange.Response.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnected_browsers_release_their_connections_to_a_hanging_track_domain()
    {
        fixture.Broken.Response = null;
        var before = fixture.Broken.Heads;
        var request = RequestSpec.Hit(WireHosts.Broken, "p=600,home", WireHosts.AnonymousCookie).Bytes();
        for (var i = 0; i < 20; i++)
        {
            using var browser = new TcpClient();
            await browser.ConnectAsync(IPAddress.Loopback, fixture.Gateway.Port, TestContext.Current.CancellationToken);
            await browser.GetStream().WriteAsync(request, TestContext.Current.CancellationToken);
            await WaitUntil(() => fixture.Broken.Heads == before + i + 1, "the hit arrives");
        }

        await WaitUntil(() => fixture.Broken.Open == 0, "every connection is closed");
        Assert.Equal(200, (await fixture.SendAsync(RequestSpec.Hit(WireHosts.OptOut, "p=600,home"))).Response.Status);
    }

    private static Task WaitUntil(Func<bool> condition, string description) =>
        Eventually.HoldsAsync(condition, () => $"Waited in vain: {description}.");
}
