using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>A disk of four megabytes. What is accepted is kept, what is not kept is not accepted, and delivering makes room.</summary>
public sealed class SpoolDiskTests : IDisposable
{
    private readonly SmallDisk? _disk;

    public SpoolDiskTests()
    {
        _disk = SmallDisk.TryMount("4m", out var reason);
        Assert.SkipWhen(_disk is null, $"No small disk can be mounted here. {reason}");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Directory => Path.Combine(_disk!.Path, "data");

    [Fact]
    public async Task A_full_disk_accepts_nothing_beyond_what_is_kept()
    {
        int accepted;
        await using (var spool = Open())
        {
            accepted = await KeepUntilFullAsync(spool);
            Assert.InRange(accepted, 1000, 5000);
            Assert.Equal(accepted, spool.State.Rows);
        }

        await using var again = Open();
        Assert.Equal(Enumerable.Range(0, accepted), await DrainAsync(again));
    }

    [Fact]
    public async Task A_disk_that_somebody_else_fills_is_survived_and_used_again_when_there_is_room()
    {
        await using (var spool = Open())
        {
            for (var number = 0; number < 200; number++)
                Assert.True(await KeepAsync(spool, number));
            _disk!.Fill("somebody else's", leave: 0);

            Assert.False(await KeepAsync(spool, 200));
            _disk.Remove("somebody else's");
            Assert.True(await KeepAsync(spool, 201));
        }

        await using var again = Open();
        Assert.Equal([.. Enumerable.Range(0, 200), 201], await DrainAsync(again));
    }

    [Fact]
    public async Task Hits_are_delivered_and_make_room_on_a_disk_that_is_full()
    {
        await using var spool = Open();
        var accepted = await KeepUntilFullAsync(spool);

        var delivered = await DrainAsync(spool);

        Assert.Equal(accepted, delivered.Count);
        Assert.Equal(0, spool.State.Rows);
        Assert.True(await KeepAsync(spool, accepted));
    }

    [Fact]
    public async Task What_was_delivered_while_the_disk_refused_every_commit_is_removed_as_soon_as_it_can_be_and_not_taken_again()
    {
        await using var spool = Open();
        for (var number = 0; number < 100; number++)
            Assert.True(await KeepAsync(spool, number));
        var delivered = await spool.TakeOldestAsync(SampleHits.Cluster, 50, Cancellation);
        _disk!.Fill("somebody else's", leave: 0);

        await spool.DoneAsync(delivered);

        Assert.Equal((100L, "the disk is full"), (spool.State.Rows, spool.State.Reason));
        Assert.Equal(50, SampleHits.NumberOf((await spool.TakeOldestAsync(SampleHits.Cluster, 1, Cancellation))[0].Hit));
        _disk.Remove("somebody else's");
        Assert.True(await KeepAsync(spool, 100));
        Assert.Equal((51L, null), (spool.State.Rows, spool.State.Reason));
    }

    [Fact]
    public async Task Where_there_is_not_even_room_for_an_empty_spool_there_is_none_until_there_is()
    {
        _disk!.Fill("somebody else's", leave: 8192);
        await using (var spool = Open())
            Assert.False(await KeepAsync(spool, 0));

        _disk.Remove("somebody else's");
        await using var again = Open();
        Assert.True(await KeepAsync(again, 0));
    }

    public void Dispose() => _disk?.Dispose();

    private SqliteHitSpool Open() => new(Directory, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);

    private static Task<bool> KeepAsync(SqliteHitSpool spool, int number) => spool.TryKeepAsync(SampleHits.Cluster, SampleHits.Numbered(number), Cancellation);

    /// <summary>The numbers that are refused come again, so those that are kept have no gap.</summary>
    private static async Task<int> KeepUntilFullAsync(SqliteHitSpool spool)
    {
        var accepted = 0;
        while (await KeepAsync(spool, accepted))
            accepted++;
        return accepted;
    }

    private static async Task<List<int>> DrainAsync(SqliteHitSpool spool)
    {
        var found = new List<int>();
        while (await spool.TakeOldestAsync(SampleHits.Cluster, 1000, Cancellation) is { Count: > 0 } hits)
        {
            found.AddRange(hits.Select(hit => SampleHits.NumberOf(hit.Hit)));
            await spool.DoneAsync(hits);
        }

        return found;
    }
}
