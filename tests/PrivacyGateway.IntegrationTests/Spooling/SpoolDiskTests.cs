using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>
/// A disk of four megabytes. An accepted hit is stored, a hit that is not stored is not accepted, and delivery frees room.
/// </summary>
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
    public async Task Spool_on_a_full_disk_accepts_only_hits_that_it_stored()
    {
        int accepted;
        await using (var spool = Open())
        {
            accepted = await SpoolUntilFullAsync(spool);
            Assert.InRange(accepted, 1000, 5000);
            Assert.Equal(accepted, spool.State.Rows);
        }

        await using var again = Open();
        Assert.Equal(Enumerable.Range(0, accepted), await DrainAsync(again));
    }

    [Fact]
    public async Task Spool_resumes_after_another_process_frees_the_disk()
    {
        await using (var spool = Open())
        {
            for (var number = 0; number < 200; number++)
                Assert.True(await SpoolAsync(spool, number));
            _disk!.Fill("another process's", remaining: 0);

            Assert.False(await SpoolAsync(spool, 200));
            _disk.Remove("another process's");
            Assert.True(await SpoolAsync(spool, 201));
        }

        await using var again = Open();
        Assert.Equal([.. Enumerable.Range(0, 200), 201], await DrainAsync(again));
    }

    [Fact]
    public async Task Delivery_frees_room_on_a_full_disk()
    {
        await using var spool = Open();
        var accepted = await SpoolUntilFullAsync(spool);

        var delivered = await DrainAsync(spool);

        Assert.Equal(accepted, delivered.Count);
        Assert.Equal(0, spool.State.Rows);
        Assert.True(await SpoolAsync(spool, accepted));
    }

    [Fact]
    public async Task Hit_delivered_while_commits_fail_is_deleted_later_and_not_delivered_twice()
    {
        await using var spool = Open();
        for (var number = 0; number < 100; number++)
            Assert.True(await SpoolAsync(spool, number));
        var delivered = await spool.TakeOldestAsync(SampleHits.Cluster, 50, Cancellation);
        _disk!.Fill("another process's", remaining: 0);

        await spool.AcknowledgeAsync(delivered);

        Assert.Equal((100L, "the disk is full"), (spool.State.Rows, spool.State.Reason));
        Assert.Equal(50, SampleHits.NumberOf((await spool.TakeOldestAsync(SampleHits.Cluster, 1, Cancellation))[0].Hit));
        _disk.Remove("another process's");
        Assert.True(await SpoolAsync(spool, 100));
        Assert.Equal((51L, null), (spool.State.Rows, spool.State.Reason));
    }

    [Fact]
    public async Task Spool_is_absent_until_the_disk_has_room_for_an_empty_one()
    {
        _disk!.Fill("another process's", remaining: 8192);
        await using (var spool = Open())
            Assert.False(await SpoolAsync(spool, 0));

        _disk.Remove("another process's");
        await using var again = Open();
        Assert.True(await SpoolAsync(again, 0));
    }

    public void Dispose() => _disk?.Dispose();

    private SqliteHitSpool Open() => new(Directory, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);

    private static Task<bool> SpoolAsync(SqliteHitSpool spool, int number) =>
        spool.TrySpoolAsync(SampleHits.Cluster, SampleHits.Numbered(number), Cancellation);

    /// <summary>Refused numbers are sent again, so the stored ones have no gap.</summary>
    private static async Task<int> SpoolUntilFullAsync(SqliteHitSpool spool)
    {
        var accepted = 0;
        while (await SpoolAsync(spool, accepted))
            accepted++;
        return accepted;
    }

    private static async Task<List<int>> DrainAsync(SqliteHitSpool spool)
    {
        var found = new List<int>();
        while (await spool.TakeOldestAsync(SampleHits.Cluster, 1000, Cancellation) is { Count: > 0 } hits)
        {
            found.AddRange(hits.Select(hit => SampleHits.NumberOf(hit.Hit)));
            await spool.AcknowledgeAsync(hits);
        }

        return found;
    }
}
