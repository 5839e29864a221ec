namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>Several connections, and how they grow old.</summary>
public sealed class HitConnectionsTests
{
    [Fact]
    public async Task The_connection_used_last_is_used_next()
    {
        using var stage = new ClientStage();
        var (one, two) = (stage.AskAsync("/first"), stage.AskAsync("/first"));
        using var early = await stage.Origin.AcceptAsync();
        using var late = await stage.Origin.AcceptAsync();
        await ClientStage.AnswerAsync(early, "/first");
        await Task.WhenAny(one, two);
        await ClientStage.AnswerAsync(late, "/first");
        await Task.WhenAll(one, two);

        var next = stage.AskAsync("/next");
        await ClientStage.AnswerAsync(late, "/next");

        Assert.Equal("GIF", await next);
    }

    [Fact]
    public async Task At_the_limit_hits_wait_in_their_order_and_may_give_up()
    {
        using var stage = new ClientStage(limit: 1);
        using var giveUp = new CancellationTokenSource();
        var first = stage.AskAsync("/1");
        using var peer = await stage.Origin.AcceptAsync();
        var (second, third, fourth) = (stage.AskAsync("/2"), stage.AskAsync("/3", giveUp), stage.AskAsync("/4"));

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        foreach (var (path, asking) in new[] { ("/1", first), ("/2", second), ("/4", fourth) })
        {
            await ClientStage.AnswerAsync(peer, path);
            Assert.Equal("GIF", await asking);
        }

        Assert.False(stage.Origin.IsCalled);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nGIF")]
    public async Task The_place_of_a_connection_that_ended_goes_to_who_waits(string answer)
    {
        using var stage = new ClientStage(limit: 1);
        var first = stage.AskAsync("/1");
        using var peer = await stage.Origin.AcceptAsync();
        var second = stage.AskAsync("/2");

        await ClientStage.AnswerAsync(peer, "/1", answer);
        await first.ContinueWith(static _ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);

        using var other = await stage.Origin.AcceptAsync();
        await ClientStage.AnswerAsync(other, "/2");
        Assert.Equal("GIF", await second);
    }

    [Fact]
    public async Task A_hit_that_was_given_up_frees_its_place()
    {
        using var stage = new ClientStage(limit: 1);
        using var giveUp = new CancellationTokenSource();
        var first = stage.AskAsync("/1", giveUp);
        using var peer = await stage.Origin.AcceptAsync();
        await peer.ReadAsync();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        await stage.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData(29.9, "", true)]
    [InlineData(30, "", false)]
    [InlineData(3.9, "Keep-Alive: timeout=5\r\n", true)]
    [InlineData(4, "Keep-Alive: timeout=5\r\n", false)]
    public async Task A_connection_that_was_idle_for_long_is_not_used_again(double seconds, string line, bool isUsed)
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync($"HTTP/1.1 200 OK\r\n{line}Content-Length: 3\r\n\r\nGIF");

        stage.Time.Pass(TimeSpan.FromSeconds(seconds));

        if (isUsed)
        {
            var asking = stage.AskAsync("/again");
            await ClientStage.AnswerAsync(peer, "/again");
            Assert.Equal("GIF", await asking);
        }
        else
        {
            await stage.NeedsAnotherAsync();
            await peer.SeesEndAsync();
        }
    }

    [Fact]
    public async Task A_busy_connection_grows_old_too_so_that_the_track_domain_can_move()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();
        for (var seconds = 0; seconds < 50; seconds += 10)
        {
            stage.Time.Pass(TimeSpan.FromSeconds(10));
            var asking = stage.AskAsync("/again");
            await ClientStage.AnswerAsync(peer, "/again");
            await asking;
        }

        stage.Time.Pass(TimeSpan.FromSeconds(10));

        await stage.NeedsAnotherAsync();
        await peer.SeesEndAsync();
    }

    [Fact]
    public async Task Nobody_has_to_ask_for_an_idle_connection_to_be_closed()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();
        stage.Time.Ring();
        Assert.Equal(1, stage.Time.Bells);

        stage.Time.Pass(TimeSpan.FromSeconds(30));
        stage.Time.Ring();

        await peer.SeesEndAsync();
        Assert.Equal(0, stage.Time.Bells);
    }

    [Fact]
    public async Task A_client_that_is_done_with_closes_what_is_idle_at_once_and_the_rest_after_its_hit()
    {
        using var stage = new ClientStage();
        var (one, two) = (stage.AskAsync("/1"), stage.AskAsync("/1"));
        using var idle = await stage.Origin.AcceptAsync();
        using var busy = await stage.Origin.AcceptAsync();
        await ClientStage.AnswerAsync(idle, "/1");
        await Task.WhenAny(one, two);

        stage.Client.Dispose();

        await idle.SeesEndAsync();
        await ClientStage.AnswerAsync(busy, "/1");
        Assert.Equal(["GIF", "GIF"], await Task.WhenAll(one, two));
        await busy.SeesEndAsync();
        Assert.Equal(0, stage.Time.Bells);
    }
}
