namespace PrivacyGateway.Tests.Spooling;

/// <summary>Hits that go behind the others.</summary>
public sealed class SpoolDeferTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task Deferred_hits_are_delivered_after_all_others_even_after_a_restart()
    {
        await using (var spool = _folder.Open())
        {
            await spool.SpoolNumberedAsync(5);
            await spool.DeferAsync(await spool.TakeAsync(2));

            Assert.Equal(5, spool.State.Rows);
            Assert.Equal([2, 3, 4, 0, 1], (await spool.TakeAsync()).Numbers());
        }

        await using var again = _folder.Open();
        Assert.Equal([2, 3, 4, 0, 1], (await again.DrainAsync()).Numbers());
        Assert.Equal(0, again.State.Lost);
    }

    [Fact]
    public async Task Full_spool_can_defer_hits()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 });
        await spool.SpoolNumberedAsync(3);

        await spool.DeferAsync(await spool.TakeAsync(1));

        Assert.Equal([1, 2, 0], (await spool.DrainAsync()).Numbers());
    }

    [Fact]
    public async Task Hit_that_is_deferred_repeatedly_expires_like_any_other()
    {
        var time = new StoppedTime();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromMinutes(10) }, time);
        await spool.SpoolNumberedAsync(1);
        await spool.DeferAsync(await spool.TakeAsync());
        var taken = await spool.TakeAsync();

        time.Pass(TimeSpan.FromMinutes(11));
        await spool.DeferAsync(taken);

        Assert.Empty(await spool.TakeAsync());
        Assert.Equal(1, spool.State.Expired);
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task Hits_being_delivered_do_not_block_later_ones()
    {
        const int Many = 2100;
        await using var spool = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => spool.SpoolAsync(Hits.Numbered(number))));
        var head = await spool.TakeAsync(1);
        Assert.True((await spool.DrainAsync()).Count < Many - 1);

        await spool.DeferAsync(head);

        await spool.DrainAsync();
        Assert.Equal(0, spool.State.Rows);
    }

    public void Dispose() => _folder.Dispose();
}
