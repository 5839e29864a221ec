using System.Net.Sockets;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>The browser's response when the track domain does not accept a hit, and the outcome of the hit.</summary>
public sealed class DeliveryTests : IAsyncDisposable
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private readonly DeliveryFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Undelivered_anonymous_hit_gets_the_pixel_and_is_delivered_later_with_the_same_bytes()
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.GoDown();

        var response = await DeliveryFixture.SendAsync(
            gateway, DeliveryFixture.Anonymous("p=600,home&eid=2260000000000000777&cp1=a%20b&cd=CANARY"));

        IsOurGif(response);
        var tried = _fixture.TrackDomain.Requests[0];
        _fixture.ComeBack();
        var delivered = (await _fixture.TrackDomain.WaitForAsync(1))[0];
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1&cp1=a%20b", delivered.Target);
        Assert.Equal(tried.Raw, delivered.Raw);
    }

    [Fact]
    public async Task Undelivered_batch_gets_an_empty_response_and_is_delivered_later()
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.GoDown();

        var response = await DeliveryFixture.SendAsync(
            gateway, RequestSpec.Batch(DeliveryFixture.Host, "wt?p=600,a&eid=1\nwt?p=600,b\n", WireHosts.AnonymousCookie));

        Assert.Equal(200, response.Status);
        Assert.Empty(response.Body);
        _fixture.ComeBack();
        Assert.Equal("wt?p=600,a&nc=1\nwt?p=600,b&nc=1\n", Encoding.Latin1.GetString((await _fixture.TrackDomain.WaitForAsync(1))[0].Body));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 43\r\n\r\nGIF8")]
    [InlineData("rubbish\r\n\r\n")]
    public async Task Incomplete_response_counts_as_a_failed_delivery(string response)
    {
        await using var gateway = await _fixture.StartAsync();
        var isFirst = true;
        _fixture.TrackDomain.Response = request =>
        {
            var wasFirst = isFirst;
            isFirst = false;
            return wasFirst ? Encoding.Latin1.GetBytes(response) : TrackDomainResponses.Pixel(request);
        };

        IsOurGif(await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home")));

        await _fixture.TrackDomain.WaitForAsync(2);
    }

    [Fact]
    public async Task Hit_that_the_track_domain_keeps_rejecting_does_not_block_other_hits()
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.TrackDomain.Response = static _ => TrackDomainResponses.Build(500, "No", [], []);
        foreach (var name in new[] { "disliked", "liked" })
            IsOurGif(await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous($"p=600,{name}")));

        var taken = new TaskCompletionSource();
        _fixture.TrackDomain.Response = request =>
        {
            if (request.Target.Contains("disliked", StringComparison.Ordinal))
                return TrackDomainResponses.Build(500, "No", [], []);
            taken.TrySetResult();
            return TrackDomainResponses.Pixel(request);
        };

        await taken.Task.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(413)]
    public async Task Final_status_of_the_track_domain_is_not_retried(int status)
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.TrackDomain.Response = _ => TrackDomainResponses.Build(status, "No", [], []);

        var response = await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home"));

        Assert.Equal(status, response.Status);
        Assert.Equal(0, await gateway.SpooledAsync());
    }

    /// <summary>Each of these statuses invites a retry of the same request.</summary>
    [Theory]
    [InlineData(408)]
    [InlineData(421)]
    [InlineData(425)]
    [InlineData(429)]
    public async Task Status_that_asks_for_a_retry_is_spooled(int status)
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.TrackDomain.Response = _ => TrackDomainResponses.Build(status, "Later", [], []);

        IsOurGif(await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home")));

        Assert.Equal(1, await gateway.SpooledAsync());
    }

    [Fact]
    public async Task Identified_hit_is_not_spooled_and_the_pixel_gets_503()
    {
        await using var gateway = await _fixture.StartAsync();
        _fixture.GoDown();

        IsBare(503, await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Identified("p=600,home&eid=2260000000000000777")));

        Assert.Equal(0, await gateway.SpooledAsync());
    }

    [Fact]
    public async Task Identified_hit_is_spooled_without_cookies_and_client_address_where_the_policy_allows()
    {
        await using var gateway = await _fixture.StartAsync("\"spoolIdentified\": true,");
        _fixture.GoDown();

        IsOurGif(await DeliveryFixture.SendAsync(gateway, RequestSpec.Hit(
            DeliveryFixture.Host, "p=600,home&eid=2260000000000000777", "Cookie: wtstp_eid=2260000000000000777",
            "Sec-Fetch-Site: same-site", "If-None-Match: \"2260000000000000777\"")));

        Assert.Single(_fixture.TrackDomain.Requests[0].HeaderValues("If-None-Match"));
        Assert.Single(_fixture.TrackDomain.Requests[0].HeaderValues("Cookie"));
        _fixture.ComeBack();
        var delivered = (await _fixture.TrackDomain.WaitForAsync(1))[0];
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&eid=2260000000000000777", delivered.Target);
        Assert.Empty(delivered.HeaderValues("Cookie"));
        Assert.Empty(delivered.HeaderValues("X-WT-IP"));
        Assert.Empty(delivered.HeaderValues("If-None-Match"));
    }

    [Fact]
    public async Task Hit_of_a_disconnected_browser_is_spooled()
    {
        await using var gateway = await _fixture.StartAsync();
        var release = new TaskCompletionSource();
        _fixture.TrackDomain.HeldUntil = release.Task;
        _fixture.GoDown();
        using (var browser = new TcpClient())
        {
            await browser.ConnectAsync("127.0.0.1", gateway.Port, TestContext.Current.CancellationToken);
            await browser.GetStream().WriteAsync(DeliveryFixture.Anonymous("p=600,home").Bytes(), TestContext.Current.CancellationToken);
            await _fixture.TrackDomain.WaitForAsync(1);
        }

        release.SetResult();
        await gateway.WaitForOutputAsync("no usable response");
        _fixture.ComeBack();
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", (await _fixture.TrackDomain.WaitForAsync(1))[0].Target);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"delivery\": \"atMostOnce\",", true)]
    public async Task Hit_that_cannot_be_spooled_is_returned_to_the_pixel_with_503(string policy, bool keeps)
    {
        await using var gateway = await _fixture.StartAsync(policy, keeps);
        _fixture.GoDown();

        IsBare(503, await DeliveryFixture.SendAsync(gateway, DeliveryFixture.Anonymous("p=600,home")));
    }

    [Theory]
    [InlineData(WireHosts.AnonymousCookie)]
    [InlineData("Cookie: a=b")]
    public async Task OnUpstreamFailure_pixel_serves_the_pixel_even_without_a_spool(string cookie)
    {
        await using var gateway = await _fixture.StartAsync("\"onUpstreamFailure\": \"pixel\",", keeps: false);
        _fixture.GoDown();

        IsOurGif(await DeliveryFixture.SendAsync(gateway, RequestSpec.Hit(DeliveryFixture.Host, "p=600,home", cookie)));
    }

    [Fact]
    public async Task Spooled_hits_survive_a_restart_and_contain_no_identifier()
    {
        await using (var first = await _fixture.StartAsync())
        {
            _fixture.GoDown();
            IsOurGif(await DeliveryFixture.SendAsync(first, RequestSpec.Hit(
                DeliveryFixture.Host, "p=600,home&eid=2260000000000000777&cd=CANARY&uc700=canary@shop.test", WireHosts.AnonymousCookie,
                "X-Forwarded-For: 203.0.113.77", "Cookie: PHPSESSID=CANARY")));
        }

        foreach (var file in Directory.EnumerateFiles(_fixture.DataDirectory, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var canary in new[] { "2260000000000000777", "CANARY", "canary", "203.0.113.77", "127.0.0.1" })
                Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        }

        _fixture.ComeBack();
        await using var second = await _fixture.StartAsync();
        Assert.Equal($"/{RequestSpec.TrackId}/wt?p=600,home&nc=1", (await _fixture.TrackDomain.WaitForAsync(1))[0].Target);
    }

    private static void IsOurGif(RawResponse response)
    {
        Assert.Equal(200, response.Status);
        Assert.Equal(Gif, response.Body);
        Assert.Equal(["no-store"], response.HeaderValues("Cache-Control"));
    }

    private static void IsBare(int status, RawResponse response)
    {
        Assert.Equal(status, response.Status);
        Assert.Empty(response.Body);
    }
}
