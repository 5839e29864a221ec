namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Several connections, and their ages.</summary>
public sealed class HitConnectionsTests
{
    [Fact]
    public async Task Most_recently_used_connection_is_used_next()
    {
        using var fixture = new ClientFixture();
        var (one, two) = (fixture.SendAsync("/first"), fixture.SendAsync("/first"));
        using var early = await fixture.Origin.AcceptAsync();
        using var late = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(early, "/first");
        await Task.WhenAny(one, two);
        await ClientFixture.ServeAsync(late, "/first");
        await Task.WhenAll(one, two);

        var next = fixture.SendAsync("/next");
        await ClientFixture.ServeAsync(late, "/next");

        Assert.Equal("GIF", await next);
    }

    [Theory]
    [InlineData(int.MaxValue, false)]
    [InlineData(int.MaxValue, true)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    public async Task Connection_never_carries_both_identified_and_anonymous_hits(int limit, bool isAnonymousFirst)
    {
        using var fixture = new ClientFixture(limit);
        var first = fixture.SendAsync("/first", isAnonymous: isAnonymousFirst);
        using var peer = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(peer, "/first");
        await first;

        var second = fixture.SendAsync("/second", isAnonymous: !isAnonymousFirst);
        using var other = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(other, "/second");

        Assert.Equal("GIF", await second);
    }

    [Fact]
    public async Task Hit_of_the_other_kind_gets_its_turn_at_the_connection_limit()
    {
        using var fixture = new ClientFixture(limit: 1);
        var first = fixture.SendAsync("/1");
        using var peer = await fixture.Origin.AcceptAsync();
        var second = fixture.SendAsync("/2", isAnonymous: false);
        await ClientFixture.ServeAsync(peer, "/1");
        await first;

        using var other = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(other, "/2");
        Assert.Equal("GIF", await second);
    }

    [Fact]
    public async Task Hits_wait_in_order_at_the_connection_limit_and_can_be_cancelled()
    {
        using var fixture = new ClientFixture(limit: 1);
        using var giveUp = new CancellationTokenSource();
        var first = fixture.SendAsync("/1");
        using var peer = await fixture.Origin.AcceptAsync();
        var (second, third, fourth) = (fixture.SendAsync("/2"), fixture.SendAsync("/3", giveUp), fixture.SendAsync("/4"));

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        foreach (var (path, exchange) in new[] { ("/1", first), ("/2", second), ("/4", fourth) })
        {
            await ClientFixture.ServeAsync(peer, path);
            Assert.Equal("GIF", await exchange);
        }

        Assert.False(fixture.Origin.IsCalled);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nGIF")]
    public async Task Closed_connection_frees_its_slot_for_a_waiting_hit(string response)
    {
        using var fixture = new ClientFixture(limit: 1);
        var first = fixture.SendAsync("/1");
        using var peer = await fixture.Origin.AcceptAsync();
        var second = fixture.SendAsync("/2");

        await ClientFixture.ServeAsync(peer, "/1", response);
        await first.ContinueWith(
            static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        using var other = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(other, "/2");
        Assert.Equal("GIF", await second);
    }

    [Fact]
    public async Task Cancelled_hit_frees_its_connection_slot()
    {
        using var fixture = new ClientFixture(limit: 1);
        using var giveUp = new CancellationTokenSource();
        var first = fixture.SendAsync("/1", giveUp);
        using var peer = await fixture.Origin.AcceptAsync();
        await peer.ReadAsync();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await fixture.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData(29.9, "", true)]
    [InlineData(30, "", false)]
    [InlineData(3.9, "Keep-Alive: timeout=5\r\n", true)]
    [InlineData(4, "Keep-Alive: timeout=5\r\n", false)]
    public async Task Connection_that_was_idle_for_too_long_is_not_reused(double seconds, string line, bool isUsed)
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync($"HTTP/1.1 200 OK\r\n{line}Content-Length: 3\r\n\r\nGIF");

        fixture.Time.Pass(TimeSpan.FromSeconds(seconds));

        if (isUsed)
        {
            var exchange = fixture.SendAsync("/again");
            await ClientFixture.ServeAsync(peer, "/again");
            Assert.Equal("GIF", await exchange);
        }
        else
        {
            await fixture.NeedsAnotherAsync();
            await peer.SeesEndAsync();
        }
    }

    [Fact]
    public async Task Busy_connection_is_closed_at_its_maximum_age()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();
        for (var seconds = 0; seconds < 50; seconds += 10)
        {
            fixture.Time.Pass(TimeSpan.FromSeconds(10));
            var exchange = fixture.SendAsync("/again");
            await ClientFixture.ServeAsync(peer, "/again");
            await exchange;
        }

        fixture.Time.Pass(TimeSpan.FromSeconds(10));

        await fixture.NeedsAnotherAsync();
        await peer.SeesEndAsync();
    }

    [Fact]
    public async Task Idle_connection_is_closed_by_a_timer()
    {
        using var fixture = new ClientFixture();
        using var peer = await fixture.OnceAsync();
        fixture.Time.Ring();
        Assert.Equal(1, fixture.Time.Bells);

        fixture.Time.Pass(TimeSpan.FromSeconds(30));
        fixture.Time.Ring();

        await peer.SeesEndAsync();
        Assert.Equal(0, fixture.Time.Bells);
    }

    [Fact]
    public async Task Disposed_client_closes_idle_connections_at_once_and_busy_ones_after_their_hit()
    {
        using var fixture = new ClientFixture();
        var (one, two) = (fixture.SendAsync("/1"), fixture.SendAsync("/1"));
        using var idle = await fixture.Origin.AcceptAsync();
        using var busy = await fixture.Origin.AcceptAsync();
        await ClientFixture.ServeAsync(idle, "/1");
        await Task.WhenAny(one, two);

        fixture.Client.Dispose();

        await idle.SeesEndAsync();
        await ClientFixture.ServeAsync(busy, "/1");
        Assert.Equal(["GIF", "GIF"], await Task.WhenAll(one, two));
        await busy.SeesEndAsync();
        fixture.Time.Ring();
        Assert.Equal(0, fixture.Time.Bells);
    }
}
