using System.Net.Sockets;
using System.Text;
using PrivacyGateway.IntegrationTests.Wire;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Delivery;

/// <summary>Who gets which answer when the track domain does not take a hit, and what becomes of the hit.</summary>
public sealed class DeliveryTests : IAsyncDisposable
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private readonly DeliveryStage _stage = new();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_anonymous_hit_that_is_not_taken_is_answered_with_our_image_and_delivered_later_just_as_it_would_have_left()
    {
        await using var gateway = await _stage.StartAsync();
        _stage.GoDown();

        var answer = await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home&eid=2260000000000000777&cp1=a%20b&cd=CANARY"));

        IsOurGif(answer);
        var tried = _stage.TrackDomain.Requests[0];
        _stage.ComeBack();
        var delivered = (await _stage.TrackDomain.WaitForAsync(1))[0];
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1&cp1=a%20b", delivered.Target);
        Assert.Equal(tried.Raw, delivered.Raw);
    }

    [Fact]
    public async Task A_batch_that_is_not_taken_is_answered_empty_and_delivered_later()
    {
        await using var gateway = await _stage.StartAsync();
        _stage.GoDown();

        var answer = await DeliveryStage.SendAsync(gateway, Ask.Batch(DeliveryStage.Host, "wt?p=600,a&eid=1\nwt?p=600,b\n", WireHosts.AnonymousCookie));

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Body);
        _stage.ComeBack();
        Assert.Equal("wt?p=600,a&nc=1\nwt?p=600,b&nc=1\n", Encoding.Latin1.GetString((await _stage.TrackDomain.WaitForAsync(1))[0].Body));
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 43\r\n\r\nGIF8")]
    [InlineData("rubbish\r\n\r\n")]
    public async Task Whatever_is_no_complete_answer_counts_as_none(string answer)
    {
        await using var gateway = await _stage.StartAsync();
        var isFirst = true;
        _stage.TrackDomain.Answer = request =>
        {
            var wasFirst = isFirst;
            isFirst = false;
            return wasFirst ? Encoding.Latin1.GetBytes(answer) : TrackDomainAnswers.Pixel(request);
        };

        IsOurGif(await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home")));

        await _stage.TrackDomain.WaitForAsync(2);
    }

    [Fact]
    public async Task A_hit_that_the_track_domain_never_takes_does_not_hold_up_the_others()
    {
        await using var gateway = await _stage.StartAsync();
        _stage.TrackDomain.Answer = static _ => TrackDomainAnswers.Build(500, "No", [], []);
        foreach (var name in new[] { "disliked", "liked" })
            IsOurGif(await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous($"p=600,{name}")));

        var taken = new TaskCompletionSource();
        _stage.TrackDomain.Answer = request =>
        {
            if (request.Target.Contains("disliked", StringComparison.Ordinal))
                return TrackDomainAnswers.Build(500, "No", [], []);
            taken.TrySetResult();
            return TrackDomainAnswers.Pixel(request);
        };

        await taken.Task.WaitAsync(HangLimit.Time, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(413)]
    public async Task A_refusal_of_the_track_domain_is_final(int status)
    {
        await using var gateway = await _stage.StartAsync();
        _stage.TrackDomain.Answer = _ => TrackDomainAnswers.Build(status, "No", [], []);

        var answer = await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(0, await gateway.SpooledAsync());
    }

    /// <summary>Each of them says in so many words that the same request may be made again.</summary>
    [Theory]
    [InlineData(408)]
    [InlineData(421)]
    [InlineData(425)]
    [InlineData(429)]
    public async Task What_asks_for_another_attempt_is_no_refusal(int status)
    {
        await using var gateway = await _stage.StartAsync();
        _stage.TrackDomain.Answer = _ => TrackDomainAnswers.Build(status, "Later", [], []);

        IsOurGif(await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home")));

        Assert.Equal(1, await gateway.SpooledAsync());
    }

    [Fact]
    public async Task An_identified_hit_is_not_kept_and_the_pixel_is_told_so()
    {
        await using var gateway = await _stage.StartAsync();
        _stage.GoDown();

        IsBare(503, await DeliveryStage.SendAsync(gateway, DeliveryStage.Identified("p=600,home&eid=2260000000000000777")));

        Assert.Equal(0, await gateway.SpooledAsync());
    }

    [Fact]
    public async Task An_identified_hit_may_be_kept_without_its_cookies_and_address()
    {
        await using var gateway = await _stage.StartAsync("\"spoolIdentified\": true,");
        _stage.GoDown();

        IsOurGif(await DeliveryStage.SendAsync(gateway, Ask.Hit(
            DeliveryStage.Host, "p=600,home&eid=2260000000000000777", "Cookie: wtstp_eid=2260000000000000777", "Sec-Fetch-Site: same-site", "If-None-Match: \"2260000000000000777\"")));

        Assert.Single(_stage.TrackDomain.Requests[0].HeaderValues("If-None-Match"));
        Assert.Single(_stage.TrackDomain.Requests[0].HeaderValues("Cookie"));
        _stage.ComeBack();
        var delivered = (await _stage.TrackDomain.WaitForAsync(1))[0];
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&eid=2260000000000000777", delivered.Target);
        Assert.Empty(delivered.HeaderValues("Cookie"));
        Assert.Empty(delivered.HeaderValues("X-WT-IP"));
        Assert.Empty(delivered.HeaderValues("If-None-Match"));
    }

    [Fact]
    public async Task A_hit_whose_page_was_left_is_kept_all_the_same()
    {
        await using var gateway = await _stage.StartAsync();
        var release = new TaskCompletionSource();
        _stage.TrackDomain.HeldUntil = release.Task;
        _stage.GoDown();
        using (var browser = new TcpClient())
        {
            await browser.ConnectAsync("127.0.0.1", gateway.Port, TestContext.Current.CancellationToken);
            await browser.GetStream().WriteAsync(DeliveryStage.Anonymous("p=600,home").Bytes(), TestContext.Current.CancellationToken);
            await _stage.TrackDomain.WaitForAsync(1);
        }

        release.SetResult();
        await gateway.SaysAsync("no usable response");
        _stage.ComeBack();
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", (await _stage.TrackDomain.WaitForAsync(1))[0].Target);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\"delivery\": \"atMostOnce\",", true)]
    public async Task A_hit_that_may_not_or_cannot_be_kept_is_given_back_to_the_pixel(string policy, bool keeps)
    {
        await using var gateway = await _stage.StartAsync(policy, keeps);
        _stage.GoDown();

        IsBare(503, await DeliveryStage.SendAsync(gateway, DeliveryStage.Anonymous("p=600,home")));
    }

    [Theory]
    [InlineData(WireHosts.AnonymousCookie)]
    [InlineData("Cookie: a=b")]
    public async Task A_page_that_must_see_no_error_gets_the_image_even_then(string cookie)
    {
        await using var gateway = await _stage.StartAsync("\"onUpstreamFailure\": \"pixel\",", keeps: false);
        _stage.GoDown();

        IsOurGif(await DeliveryStage.SendAsync(gateway, Ask.Hit(DeliveryStage.Host, "p=600,home", cookie)));
    }

    [Fact]
    public async Task What_waits_survives_the_process_and_holds_nothing_that_identifies()
    {
        await using (var first = await _stage.StartAsync())
        {
            _stage.GoDown();
            IsOurGif(await DeliveryStage.SendAsync(first, Ask.Hit(
                DeliveryStage.Host, "p=600,home&eid=2260000000000000777&cd=CANARY&uc700=canary@shop.test", WireHosts.AnonymousCookie, "X-Forwarded-For: 203.0.113.77", "Cookie: PHPSESSID=CANARY")));
        }

        foreach (var file in Directory.EnumerateFiles(_stage.DataDirectory, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            foreach (var canary in new[] { "2260000000000000777", "CANARY", "canary", "203.0.113.77", "127.0.0.1" })
                Assert.DoesNotContain(canary, text, StringComparison.Ordinal);
        }

        _stage.ComeBack();
        await using var second = await _stage.StartAsync();
        Assert.Equal($"/{Ask.TrackId}/wt?p=600,home&nc=1", (await _stage.TrackDomain.WaitForAsync(1))[0].Target);
    }

    private static void IsOurGif(RawAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal(Gif, answer.Body);
        Assert.Equal(["no-store"], answer.HeaderValues("Cache-Control"));
    }

    private static void IsBare(int status, RawAnswer answer)
    {
        Assert.Equal(status, answer.Status);
        Assert.Empty(answer.Body);
    }
}
