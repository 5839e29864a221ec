namespace PrivacyGateway.Tests.Spooling;

public sealed class SpoolBoundsTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task Full_spool_accepts_nothing_and_drops_nothing()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 });
        await spool.SpoolNumberedAsync(3);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(3)));

        Assert.Equal([0, 1, 2], (await spool.TakeAsync()).Numbers());
    }

    [Fact]
    public async Task Delivery_of_a_hit_makes_room_in_a_full_spool()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 2 });
        await spool.SpoolNumberedAsync(2);
        await spool.AcknowledgeAsync(await spool.TakeAsync(1));

        Assert.True(await spool.SpoolAsync(Hits.Numbered(2)));
        Assert.False(await spool.SpoolAsync(Hits.Numbered(3)));
    }

    [Fact]
    public async Task Row_limit_of_the_spool_holds_for_concurrent_hits()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 40 });

        var spooled = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => spool.SpoolAsync(Hits.Numbered(number))));

        Assert.Equal(40, spooled.Count(isSpooled => isSpooled));
        Assert.Equal(40, spool.State.Rows);
    }

    [Fact]
    public async Task Byte_limit_of_the_spool_holds_after_a_restart()
    {
        var config = SpoolFolder.NoHurry with { MaxBytes = 10_000 };
        long bytes;
        await using (var spool = _folder.Open(config))
        {
            for (var number = 0; await spool.SpoolAsync(Hits.Numbered(number, 1000)); number++)
                Assert.InRange(number, 0, 10);
            bytes = spool.State.Bytes;
        }

        await using var again = _folder.Open(config);

        Assert.False(await again.SpoolAsync(Hits.Numbered(99, 1000)));
        Assert.InRange(bytes, 8_000, 10_000);
        Assert.Equal(bytes, again.State.Bytes);
    }

    [Fact]
    public async Task Oversized_hit_is_refused_without_failing_its_commit()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 100_000 });

        var spooled = await Task.WhenAll(
            spool.SpoolAsync(Hits.Numbered(0)), spool.SpoolAsync(Hits.Numbered(1, 200_000)), spool.SpoolAsync(Hits.Numbered(2)));

        Assert.Equal([true, false, true], spooled);
    }

    [Fact]
    public async Task Hits_that_are_too_old_expire_by_a_timer_and_are_counted()
    {
        var time = new StoppedTime();
        var logger = new RecordingLogger();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) }, time, logger);
        await spool.SpoolNumberedAsync(2);
        time.Pass(TimeSpan.FromHours(1.5));
        await spool.SpoolAsync(Hits.Numbered(2));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromHours(1.5), spool.State.OldestSpooledAt);

        time.Pass(TimeSpan.FromHours(1));

        Assert.Equal([2], (await spool.TakeAsync()).Numbers());
        Assert.Equal((1, 2), (spool.State.Rows, spool.State.Expired));
        Assert.Equal(time.GetUtcNow() - TimeSpan.FromHours(1), spool.State.OldestSpooledAt);
        Assert.Contains("Hits removed from the spool because of their age: 2.", logger.Lines);
    }

    [Fact]
    public async Task Hit_being_delivered_does_not_expire_and_does_not_prevent_others_from_expiring()
    {
        var time = new StoppedTime();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) }, time);
        await spool.SpoolNumberedAsync(3);
        var taken = await spool.TakeAsync(1);
        time.Pass(TimeSpan.FromHours(3));
        Assert.Empty(await spool.TakeAsync(0));
        Assert.Equal((1, 2), (spool.State.Rows, spool.State.Expired));

        await spool.AcknowledgeAsync(taken);

        Assert.Equal((0, 2), (spool.State.Rows, spool.State.Expired));
    }

    [Fact]
    public async Task Count_of_expired_hits_survives_a_restart()
    {
        var time = new StoppedTime();
        var config = SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) };
        await using (var spool = _folder.Open(config, time))
            await spool.SpoolNumberedAsync(3);
        time.Pass(TimeSpan.FromHours(3));

        await using var again = _folder.Open(config, time);

        Assert.Empty(await again.TakeAsync());
        Assert.Equal((0, 3), (again.State.Rows, again.State.Expired));
    }

    [Fact]
    public async Task Hit_of_a_cluster_above_the_limit_is_refused_until_another_cluster_is_empty()
    {
        await using var spool = _folder.Open();
        for (var cluster = 0; cluster < 64; cluster++)
            Assert.True(await spool.SpoolAsync(Hits.Numbered(cluster), $"cluster-{cluster}"));

        Assert.False(await spool.SpoolAsync(Hits.Numbered(64), "one-more"));
        await spool.DrainAsync("cluster-7");
        Assert.True(await spool.SpoolAsync(Hits.Numbered(64), "one-more"));
        Assert.False(await spool.SpoolAsync(Hits.Numbered(65), new string('x', 201)));
    }

    public void Dispose() => _folder.Dispose();
}
