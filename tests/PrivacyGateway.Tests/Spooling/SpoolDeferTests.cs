namespace PrivacyGateway.Tests.Spooling;

/// <summary>Hits that go behind the others.</summary>
public sealed class SpoolDeferTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task What_is_deferred_is_taken_after_all_others_and_still_after_a_restart()
    {
        await using (var spool = _folder.Open())
        {
            await spool.KeepNumberedAsync(5);
            await spool.DeferAsync(await spool.TakeAsync(2));

            Assert.Equal(5, spool.State.Rows);
            Assert.Equal([2, 3, 4, 0, 1], (await spool.TakeAsync()).Numbers());
        }

        await using var again = _folder.Open();
        Assert.Equal([2, 3, 4, 0, 1], (await again.DrainAsync()).Numbers());
        Assert.Equal(0, again.State.Lost);
    }

    [Fact]
    public async Task A_full_spool_defers_all_the_same()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 });
        await spool.KeepNumberedAsync(3);

        await spool.DeferAsync(await spool.TakeAsync(1));

        Assert.Equal([1, 2, 0], (await spool.DrainAsync()).Numbers());
    }

    [Fact]
    public async Task One_that_is_deferred_again_and_again_grows_old_like_any_other()
    {
        var time = new StoppedTime();
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromMinutes(10) }, time);
        await spool.KeepNumberedAsync(1);
        await spool.DeferAsync(await spool.TakeAsync());
        var taken = await spool.TakeAsync();

        time.Pass(TimeSpan.FromMinutes(11));
        await spool.DeferAsync(taken);

        Assert.Empty(await spool.TakeAsync());
        Assert.Equal(1, spool.State.Expired);
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task What_was_handed_out_no_longer_keeps_the_rest_from_being_handed_out()
    {
        const int Many = 2100;
        await using var spool = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => spool.KeepAsync(Hits.Numbered(number))));
        var head = await spool.TakeAsync(1);
        Assert.True((await spool.DrainAsync()).Count < Many - 1);

        await spool.DeferAsync(head);

        await spool.DrainAsync();
        Assert.Equal(0, spool.State.Rows);
    }

    public void Dispose() => _folder.Dispose();
}
