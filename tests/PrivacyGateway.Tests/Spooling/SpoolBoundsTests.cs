namespace PrivacyGateway.Tests.Spooling;

public sealed class SpoolBoundsTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task A_full_spool_accepts_nothing_and_drops_nothing()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 });
        await spool.KeepNumberedAsync(3);

        Assert.False(await spool.KeepAsync(Hits.Numbered(3)));

        Assert.Equal([0, 1, 2], (await spool.TakeAsync()).Numbers());
    }

    [Fact]
    public async Task There_is_room_again_once_a_hit_is_delivered()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 2 });
        await spool.KeepNumberedAsync(2);
        await spool.DoneAsync(await spool.TakeAsync(1));

        Assert.True(await spool.KeepAsync(Hits.Numbered(2)));
        Assert.False(await spool.KeepAsync(Hits.Numbered(3)));
    }

    [Fact]
    public async Task The_bound_holds_for_those_that_come_at_once()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 40 });

        var kept = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => spool.KeepAsync(Hits.Numbered(number))));

        Assert.Equal(40, kept.Count(isKept => isKept));
        Assert.Equal(40, spool.State.Rows);
    }

    [Fact]
    public async Task Bytes_are_bounded_also_after_a_restart()
    {
        var config = SpoolFolder.NoHurry with { MaxBytes = 10_000 };
        long bytes;
        await using (var spool = _folder.Open(config))
        {
            for (var number = 0; await spool.KeepAsync(Hits.Numbered(number, 1000)); number++)
                Assert.InRange(number, 0, 10);
            bytes = spool.State.Bytes;
        }

        await using var again = _folder.Open(config);

        Assert.False(await again.KeepAsync(Hits.Numbered(99, 1000)));
        Assert.InRange(bytes, 8_000, 10_000);
        Assert.Equal(bytes, again.State.Bytes);
    }

    [Fact]
    public async Task A_hit_beyond_all_bounds_is_refused_alone()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 100_000 });

        var kept = await Task.WhenAll(spool.KeepAsync(Hits.Numbered(0)), spool.KeepAsync(Hits.Numbered(1, 200_000)), spool.KeepAsync(Hits.Numbered(2)));

        Assert.Equal([true, false, true], kept);
    }

    [Fact]
    public async Task What_is_too_old_is_given_up_and_counted_without_anybody_asking()
    {
        var time = new StoppedTime();
        var logger = new RecordingLogger();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) }, time, logger);
        await spool.KeepNumberedAsync(2);
        time.Pass(TimeSpan.FromHours(1.5));
        await spool.KeepAsync(Hits.Numbered(2));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromHours(1.5), spool.State.OldestKeptAt);

        time.Pass(TimeSpan.FromHours(1));

        Assert.Equal([2], (await spool.TakeAsync()).Numbers());
        Assert.Equal((1, 2), (spool.State.Rows, spool.State.Expired));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromHours(1), spool.State.OldestKeptAt);
        Assert.Contains("Hits that waited too long and were given up: 2.", logger.Lines);
    }

    [Fact]
    public async Task Hit_that_is_taken_does_not_expire_and_keeps_no_other_from_expiring()
    {
        var time = new StoppedTime();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) }, time);
        await spool.KeepNumberedAsync(3);
        var taken = await spool.TakeAsync(1);
        time.Pass(TimeSpan.FromHours(3));
        Assert.Empty(await spool.TakeAsync(0));
        Assert.Equal((1, 2), (spool.State.Rows, spool.State.Expired));

        await spool.DoneAsync(taken);

        Assert.Equal((0, 2), (spool.State.Rows, spool.State.Expired));
    }

    [Fact]
    public async Task Expired_hits_stay_counted_after_a_restart()
    {
        var time = new StoppedTime();
        var config = SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) };
        await using (var spool = _folder.Open(config, time))
            await spool.KeepNumberedAsync(3);
        time.Pass(TimeSpan.FromHours(3));

        await using var again = _folder.Open(config, time);

        Assert.Empty(await again.TakeAsync());
        Assert.Equal((0, 3), (again.State.Rows, again.State.Expired));
    }

    [Fact]
    public async Task More_clusters_than_there_is_room_for_are_refused_until_another_is_empty()
    {
        await using var spool = _folder.Open();
        for (var cluster = 0; cluster < 64; cluster++)
            Assert.True(await spool.KeepAsync(Hits.Numbered(cluster), $"cluster-{cluster}"));

        Assert.False(await spool.KeepAsync(Hits.Numbered(64), "one-more"));
        await spool.DrainAsync("cluster-7");
        Assert.True(await spool.KeepAsync(Hits.Numbered(64), "one-more"));
        Assert.False(await spool.KeepAsync(Hits.Numbered(65), new string('x', 201)));
    }

    public void Dispose() => _folder.Dispose();
}
