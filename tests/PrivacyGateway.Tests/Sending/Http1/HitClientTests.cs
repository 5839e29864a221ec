using PrivacyGateway.Sending.Http1;

namespace PrivacyGateway.Tests.Sending.Http1;

/// <summary>One connection after the other, over real sockets.</summary>
public sealed class HitClientTests
{
    [Fact]
    public async Task Hits_one_after_the_other_share_a_connection()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();

        for (var i = 0; i < 5; i++)
        {
            var asking = stage.AskAsync("/again");
            await ClientStage.AnswerAsync(peer, "/again", RawPeer.Pixel.Replace("GIF", $"{i:D3}", StringComparison.Ordinal));
            Assert.Equal($"{i:D3}", await asking);
        }

        Assert.False(stage.Origin.IsCalled);
    }

    [Fact]
    public async Task An_answer_may_be_longer_than_the_buffer_and_come_in_pieces()
    {
        using var stage = new ClientStage();
        var asking = stage.AskAsync("/long");
        using var peer = await stage.Origin.AcceptAsync();
        await peer.ReadAsync();
        var body = new string('b', 100_000);

        await peer.SendAsync($"HTTP/1.1 200 OK\r\nX: {new string('x', 20_000)}\r\nContent-Le");
        await peer.SendAsync($"ngth: 100000\r\n\r\n{body[..10]}");
        await peer.SendAsync(body[10..]);

        Assert.Equal(body, await asking);
        var again = stage.AskAsync("/again");
        await ClientStage.AnswerAsync(peer, "/again");
        Assert.Equal("GIF", await again);
    }

    [Fact]
    public async Task A_long_body_arrives_whole()
    {
        using var stage = new ClientStage();
        var body = new byte[300_000];
        Array.Fill(body, (byte)'p');
        var asking = stage.AskAsync("/batch", body: body);
        using var peer = await stage.Origin.AcceptAsync();

        Assert.Equal("POST /batch HTTP/1.1", await peer.ReadAsync());
        var arrived = new byte[body.Length];
        await peer.Stream.ReadExactlyAsync(arrived, TestContext.Current.CancellationToken);
        await peer.SendAsync(RawPeer.Pixel);

        Assert.Equal("GIF", await asking);
        Assert.Equal(body, arrived);
    }

    [Fact]
    public async Task A_connection_that_the_other_side_closed_is_not_used_again()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();

        peer.HangUp();
        await peer.SeesEndAsync();

        await stage.NeedsAnotherAsync();
    }

    [Fact]
    public async Task What_is_said_unasked_ends_the_connection_and_answers_nobody()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();

        await peer.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nBAD");
        await peer.SeesEndAsync();

        await stage.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData(RawPeer.Pixel + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nBAD")]
    [InlineData(RawPeer.Pixel + "\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nGIF")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nGIF")]
    [InlineData("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 3\r\n\r\nGIF")]
    public async Task After_such_an_answer_the_connection_is_closed(string answer)
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync(answer);

        await peer.SeesEndAsync();

        await stage.NeedsAnotherAsync();
    }

    [Theory]
    [InlineData("", HttpRequestError.ResponseEnded)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", HttpRequestError.ResponseEnded)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nGI", HttpRequestError.ResponseEnded)]
    [InlineData("rubbish", HttpRequestError.InvalidResponse)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n", HttpRequestError.InvalidResponse)]
    public async Task Without_a_whole_answer_a_hit_has_failed_and_is_sent_once(string answer, HttpRequestError error)
    {
        using var stage = new ClientStage();
        var asking = stage.AskAsync("/1/wt");
        using var peer = await stage.Origin.AcceptAsync();
        await ClientStage.AnswerAsync(peer, "/1/wt", answer);
        peer.HangUp();

        Assert.Equal(error, (await Assert.ThrowsAsync<HttpRequestException>(() => asking)).HttpRequestError);

        await peer.SeesEndAsync();
        Assert.False(stage.Origin.IsCalled);
    }

    [Fact]
    public async Task Also_on_a_connection_that_was_used_before_a_hit_is_sent_once()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();
        var asking = stage.AskAsync("/again");
        await peer.ReadAsync();
        peer.HangUp();

        await Assert.ThrowsAsync<HttpRequestException>(() => asking);

        await peer.SeesEndAsync();
        Assert.False(stage.Origin.IsCalled);
    }

    [Fact]
    public async Task A_hit_that_is_given_up_takes_its_connection_along()
    {
        using var stage = new ClientStage();
        using var peer = await stage.OnceAsync();
        using var giveUp = new CancellationTokenSource();
        var asking = stage.AskAsync("/again", giveUp);
        await peer.ReadAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await peer.SeesEndAsync();
        await stage.NeedsAnotherAsync();
    }

    [Fact]
    public async Task A_refused_connection_is_told_apart_because_nothing_was_sent()
    {
        using var stage = new ClientStage();
        var address = stage.Origin.Address;
        stage.Origin.Dispose();

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => stage.AskAsync("/", address: address));

        Assert.Equal(HttpRequestError.ConnectionError, refusal.HttpRequestError);
    }

    [Theory]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionExact, true)]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrHigher, true)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrLower, true)]
    [InlineData("3.0", HttpVersionPolicy.RequestVersionOrLower, true)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionExact, false)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrHigher, false)]
    [InlineData("3.0", HttpVersionPolicy.RequestVersionExact, false)]
    public void A_cluster_that_insists_on_another_version_gets_it(string version, HttpVersionPolicy policy, bool isHttp1)
    {
        using var request = new HttpRequestMessage { Version = Version.Parse(version), VersionPolicy = policy };

        Assert.Equal(isHttp1, HitClient.Speaks(request));
    }
}
