using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Storage;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>A disk that hangs or is slow: every hit gets its response in time, and no hit is both spooled and refused.</summary>
public sealed class SpoolStallTests : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly SpoolFolder _folder = new();
    private readonly HangingTime _time = new();
    private readonly RecordingLogger _logger = new();
    private SqliteHitSpool? _spool;

    /// <summary>Whatever the result of a test: no disk hangs for ever.</summary>
    public async ValueTask DisposeAsync()
    {
        _time.Resume();
        if (_spool is not null)
            await _spool.DisposeAsync();
        _time.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Hit_committed_after_its_503_is_deleted()
    {
        var spool = await OpenAsync();
        var late = await HangAsync(spool, 1);
        _time.Pass(Timeout);
        Assert.False(await late);

        _time.Resume();
        Assert.True(await spool.SpoolAsync(Hits.Numbered(2)));

        Assert.Equal([0, 2], (await spool.TakeAsync()).Numbers());
        Assert.Equal(2, spool.State.Rows);
        Assert.Contains("Hits removed from the spool because their commit ended after the response 503: 1.", _logger.Lines);
        await spool.DisposeAsync();
        await using var again = _folder.Open(time: new StoppedTime());
        Assert.Equal([0, 2], (await again.DrainAsync()).Numbers());
    }

    [Fact]
    public async Task Hit_queued_behind_a_hanging_commit_is_refused_and_never_written()
    {
        var spool = await OpenAsync();
        var late = await HangAsync(spool, 1);
        var behind = spool.SpoolAsync(Hits.Numbered(2));
        _time.Pass(Timeout);
        Assert.All(await Task.WhenAll(late, behind), Assert.False);

        _time.Resume();

        Assert.Equal([0], (await spool.TakeAsync()).Numbers());
        Assert.Contains("Hits removed from the spool because their commit ended after the response 503: 1.", _logger.Lines);
    }

    [Fact]
    public async Task Hit_committed_in_time_is_spooled_although_others_of_its_commit_were_refused()
    {
        var spool = await OpenAsync();
        var first = await HangAsync(spool, 1);
        var early = spool.SpoolAsync(Hits.Numbered(2));
        _time.Pass(Timeout / 2);
        var fresh = spool.SpoolAsync(Hits.Numbered(3));
        _time.Resume();
        Assert.All(await Task.WhenAll(first, early, fresh), Assert.True);

        Assert.Equal([0, 1, 2, 3], (await spool.DrainAsync()).Numbers());
    }

    /// <summary>The record of gaps is bounded, so a hit far behind the oldest one cannot be deleted at once.</summary>
    [Fact]
    public async Task Late_hit_far_behind_the_oldest_one_is_never_delivered_and_is_deleted_in_turn()
    {
        const int Many = 1500;
        var spool = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(1, Many - 1).Select(number => spool.SpoolAsync(Hits.Numbered(number, 10))));
        var late = await HangAsync(spool, Many);
        _time.Pass(Timeout);
        Assert.False(await late);
        _time.Resume();
        Assert.True(await spool.SpoolAsync(Hits.Numbered(Many + 1)));

        var delivered = await spool.DrainAsync();

        Assert.Equal([.. Enumerable.Range(0, Many), Many + 1], delivered.Numbers().Order());
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task Hits_are_refused_at_once_while_the_disk_hangs_and_the_state_shows_for_how_long()
    {
        var spool = await OpenAsync();
        var late = await HangAsync(spool, 1);
        Assert.True(spool.State.IsAvailable);
        _time.Pass(Timeout + TimeSpan.FromSeconds(1));

        Assert.False(await spool.SpoolAsync(Hits.Numbered(2)));
        Assert.False(await late);

        var state = spool.State;
        Assert.Equal((SpoolStatus.Stalled, TimeSpan.FromSeconds(3), false), (state.Status, state.CommitAge, state.IsAvailable));
        Assert.Equal("the disk has not completed a write for 3 s", state.Reason);
        _time.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(63), spool.State.CommitAge);
        Assert.Equal(1, _logger.Lines.Count(line => line.StartsWith("The spool refuses hits", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Spool_accepts_hits_after_the_disk_recovers_and_becomes_healthy_once_refusals_end()
    {
        var spool = await OpenAsync();
        var late = await HangAsync(spool, 1);
        _time.Pass(Timeout);
        Assert.False(await late);
        _time.Resume();

        Assert.True(await spool.SpoolAsync(Hits.Numbered(2)));
        Assert.Equal((SpoolStatus.Open, false), (spool.State.Status, spool.State.IsAvailable));
        _time.Pass(TimeSpan.FromSeconds(15));
        await Eventually.HoldsAsync(() => spool.State.Status == SpoolStatus.Open, () => "It is still stalled.");
        Assert.Single(await spool.TakeAsync(1));

        Assert.True(spool.State.IsAvailable);
        Assert.Equal("The spool accepts hits again.", _logger.Lines.Last());
    }

    [Fact]
    public async Task Hits_above_the_write_queue_limit_are_refused_at_once()
    {
        var spool = await OpenAsync(mostWaiting: 3);
        var late = await HangAsync(spool, 1);
        var waiting = Enumerable.Range(2, 2).Select(number => spool.SpoolAsync(Hits.Numbered(number))).ToArray();

        Assert.False(await spool.SpoolAsync(Hits.Numbered(4)));

        Assert.Equal((false, "3 hits already wait for the disk"), (spool.State.IsAvailable, spool.State.Reason));
        _time.Resume();
        Assert.True(await late);
        Assert.All(await Task.WhenAll(waiting), Assert.True);
        Assert.True(await spool.SpoolAsync(Hits.Numbered(5)));
    }

    [Fact]
    public async Task Replay_has_the_same_timeout_as_a_hit_and_its_acknowledgements_apply_when_the_disk_recovers()
    {
        var spool = await OpenAsync();
        Assert.True(await spool.SpoolAsync(Hits.Numbered(1)));
        Assert.True(await spool.SpoolAsync(Hits.Numbered(2)));
        var taken = await spool.TakeAsync(1);
        var late = await HangAsync(spool, 9);

        var (done, take) = (spool.AcknowledgeAsync(taken), spool.TakeAsync());
        _time.Pass(Timeout + TimeSpan.FromSeconds(1));

        await done;
        Assert.Empty(await take);
        Assert.Empty(await spool.TakeAsync());
        Assert.False(await late);
        _time.Resume();
        await Eventually.HoldsAsync(() => spool.State.Status == SpoolStatus.Open, () => "It is still stalled.");
        Assert.Equal([1, 2], (await spool.DrainAsync()).Numbers());
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task Shutdown_does_not_wait_for_a_hanging_disk_and_loses_no_hit()
    {
        var spool = await OpenAsync();
        var late = await HangAsync(spool, 1);
        var stopping = spool.DisposeAsync().AsTask();
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Pass(Timeout);
                return stopping.IsCompleted;
            },
            () => "It still waits.");
        Assert.False(await late);
        Assert.Contains(_logger.Lines, line => line.StartsWith("The spool could not be closed", StringComparison.Ordinal));

        using var files = _folder.Copy();
        await using var again = files.Open(time: new StoppedTime());
        Assert.Equal([0], (await again.DrainAsync()).Numbers());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task Spool_contains_exactly_the_hits_that_got_200_even_close_to_the_timeout(int milliseconds)
    {
        const int Many = 1000;
        var spooled = new bool[Many];
        await using (var spool = _folder.Open(SpoolFolder.NoHurry with { KeepMilliseconds = milliseconds }))
        {
            await Task.WhenAll(Enumerable.Range(0, Many)
                .Select(number => Task.Run(async () => spooled[number] = await spool.SpoolAsync(Hits.Numbered(number, 20)))));
        }

        await using var again = _folder.Open();
        Assert.Equal(Enumerable.Range(0, Many).Where(number => spooled[number]), (await again.DrainAsync()).Numbers().Order());
    }

    /// <summary>With one hit in it, number 0.</summary>
    private async Task<SqliteHitSpool> OpenAsync(int mostWaiting = 4096)
    {
        var spool = new SqliteHitSpool(_folder.Path, new() { KeepMilliseconds = (int)Timeout.TotalMilliseconds }, _time,
            _logger)
        {
            MaxWaiting = () => mostWaiting,
        };
        Assert.True(await spool.SpoolAsync(Hits.Numbered(0)));
        return _spool = spool;
    }

    private async Task<Task<bool>> HangAsync(SqliteHitSpool spool, int number)
    {
        _time.Hang();
        var keeping = spool.SpoolAsync(Hits.Numbered(number));
        await _time.HeldAsync();
        return keeping;
    }
}
