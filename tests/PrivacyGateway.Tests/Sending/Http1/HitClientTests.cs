using Polly.Timeout;
using PrivacyGateway.Sending;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Consecutive connections, over real sockets.</summary>
public sealed class HitClientTests
{
    [Fact]
    public async Task Consecutive_hits_share_a_connection()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();

        for (var i = 0; i < 5; i++)
        {
            var exchange = fixture.SendAsync("/again");
            await ClientFixture.ServeAsync(peer, "/again", RawPeer.Pixel.Replace("GIF", $"{i:D3}", StringComparison.Ordinal));
            Assert.Equal($"{i:D3}", await exchange);
        }

        Assert.False(fixture.Origin.IsCalled);
    }

    [Fact]
    public async Task Response_longer_than_the_buffer_is_read_in_pieces()
    {
        using var fixture = new ClientFixture();
        var exchange = fixture.SendAsync("/long");
        using var peer = await fixture.Origin.AcceptAsync();
        await peer.ReadAsync();
        var body = new string('b', 100_000);

        await peer.SendAsync($"HTTP/1.1 200 OK\r\nX: {new string('x', 20_000)}\r\nContent-Le");
        await peer.SendAsync($"ngth: 100000\r\n\r\n{body[..10]}");
        await peer.SendAsync(body[10..]);

        Assert.Equal(body, await exchange);
        var again = fixture.SendAsync("/again");
        await ClientFixture.ServeAsync(peer, "/again");
        Assert.Equal("GIF", await again);
    }

    [Fact]
    public async Task Long_request_body_arrives_complete()
    {
        using var fixture = new ClientFixture();
        var body = new byte[300_000];
        Array.Fill(body, (byte)'p');
        var exchange = fixture.SendAsync("/batch", body: body);
        using var peer = await fixture.Origin.AcceptAsync();

        Assert.Equal("POST /batch HTTP/1.1", await peer.ReadAsync());
        var arrived = new byte[body.Length];
        await peer.Stream.ReadExactlyAsync(arrived, TestContext.Current.CancellationToken);
        await peer.SendAsync(RawPeer.Pixel);

        Assert.Equal("GIF", await exchange);
        Assert.Equal(body, arrived);
    }

    [Fact]
    public async Task Connection_closed_by_the_peer_is_not_reused()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();

        peer.HangUp();
        await peer.SeesEndAsync();

        await fixture.NeedsAnotherAsync();
    }

    [Fact]
    public async Task Unsolicited_response_ends_the_connection_and_is_discarded()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();

        await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nBAD");
        await peer.SeesEndAsync();

        await fixture.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData(RawPeer.Pixel + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nBAD")]
    [InlineData(RawPeer.Pixel + "\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nGIF")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nGIF")]
    [InlineData("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 3\r\n\r\nGIF")]
    public async Task Connection_is_closed_after_a_response_that_does_not_allow_reuse(string response)
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync(response);

        await peer.SeesEndAsync();

        await fixture.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData("", HttpRequestError.ResponseEnded)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", HttpRequestError.ResponseEnded)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nGI", HttpRequestError.ResponseEnded)]
    [InlineData("rubbish", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n", HttpRequestError.InvalidResponse)]
    public async Task Hit_with_an_incomplete_response_fails_and_is_sent_once(string response, HttpRequestError error)
    {
        using var fixture = new ClientFixture();
        var exchange = fixture.SendAsync("/1/wt");
        using var peer = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(peer, "/1/wt", response);
        peer.HangUp();

        Assert.Equal(error, (await Assert.ThrowsAsync<HttpRequestException>(() => exchange)).HttpRequestError);

        await peer.SeesEndAsync();
        Assert.False(fixture.Origin.IsCalled);
    }

    [Fact]
    public async Task Hit_on_a_reused_connection_is_sent_once()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();
        var exchange = fixture.SendAsync("/again");
        await peer.ReadAsync();
        peer.HangUp();

        await Assert.ThrowsAsync<HttpRequestException>(() => exchange);

        await peer.SeesEndAsync();
        Assert.False(fixture.Origin.IsCalled);
    }

    [Fact]
    public async Task Cancelled_hit_closes_its_connection()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();
        using var giveUp = new CancellationTokenSource();
        var exchange = fixture.SendAsync("/again", giveUp);
        await peer.ReadAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exchange);
        await peer.SeesEndAsync();
        await fixture.NeedsAnotherAsync();
    }

    [Fact]
    public async Task Refused_connection_is_reported_as_not_sent()
    {
        using var fixture = new ClientFixture();
        var address = fixture.Origin.Address;
        fixture.Origin.Dispose();

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => fixture.SendAsync("/", address: address));

        Assert.Equal(HttpRequestError.ConnectionError, refusal.HttpRequestError);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nG")]
    public async Task Exchange_ends_at_its_deadline(string beginning)
    {
        using var fixture = new ClientFixture();
        var exchange = fixture.SendAsync("/first", timeout: TimeSpan.FromSeconds(2));
        using var peer = await fixture.Origin.AcceptAsync();
        Assert.Equal("GET /first HTTP/1.1", await peer.ReadAsync());
        await peer.SendAsync(beginning);

        fixture.Time.Pass(TimeSpan.FromSeconds(1.9));
        fixture.Time.Ring();
        Assert.False(exchange.IsCompleted);
        fixture.Time.Pass(TimeSpan.FromSeconds(0.1));
        fixture.Time.Ring();

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => exchange);
        await fixture.NeedsAnotherAsync();
    }

    [Fact]
    public async Task Deadline_timer_stops_while_no_exchange_is_in_flight()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();

        fixture.Time.Ring();
        Assert.Equal(1, fixture.Time.Bells);

        var exchange = fixture.SendAsync("/second", timeout: TimeSpan.FromSeconds(2));
        await ClientFixture.ServeAsync(peer, "/second");
        Assert.Equal("GIF", await exchange);
        Assert.Equal(2, fixture.Time.Bells);
    }

    [Theory]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionExact, true)]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrHigher, true)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrLower, true)]
    [InlineData("3.0", HttpVersionPolicy.RequestVersionOrLower, true)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionExact, false)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrHigher, false)]
    [InlineData("3.0", HttpVersionPolicy.RequestVersionExact, false)]
    public void Cluster_that_requires_another_HTTP_version_does_not_use_the_HTTP1_client(
        string version, HttpVersionPolicy policy, bool isHttp1)
    {
        Assert.Equal(isHttp1, new UpstreamVersion(Version.Parse(version), policy).AllowsHttp1);
    }
}
