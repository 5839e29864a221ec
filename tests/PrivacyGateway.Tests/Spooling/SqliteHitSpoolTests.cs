using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Tests.Spooling;

public sealed class SqliteHitSpoolTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    public static TheoryData<string> OddHits => [.. Odd.Keys];

    private static Dictionary<string, RewrittenHit> Odd { get; } = new(StringComparer.Ordinal)
    {
        ["no body"] = Hits.Numbered(0),
        ["empty body"] = Hits.Numbered(0) with { Method = "POST", Body = ReadOnlyMemory<byte>.Empty },
        ["every byte"] = Hits.Numbered(
            0) with
        {
            Method = "POST",
            Body = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray(),
            IsAnonymous = false,
        },
        ["every Latin-1 character"] = Hits.Numbered(0) with
        {
            Target = (byte[])[(byte)'/', .. Enumerable.Range(1, 255).Select(value => (byte)value)],
            Headers = [new("User-Agent", "\u00ff\u0080\u00e4"), new("X", "")],
            IsAnonymous = false,
        },
        ["no headers"] = Hits.Numbered(0) with { Headers = [] },
        ["just beyond one page"] = Hits.Numbered(0, 3900),
        ["the largest batch"] = Hits.Numbered(0) with
        {
            Method = "POST",
            Body = Encoding.ASCII.GetBytes("p=600,").Concat(Enumerable.Repeat((byte)'x', 25165824 - 6)).ToArray()
        },
    };

    [Theory]
    [MemberData(nameof(OddHits))]
    public async Task Spooled_hit_is_read_back_byte_for_byte(string name)
    {
        var hit = Odd[name];
        await using var spool = _folder.Open();

        Assert.True(await spool.SpoolAsync(hit));
        var taken = Assert.Single(await spool.TakeAsync()).Hit;

        Assert.Equal((hit.Method, hit.TargetText, hit.IsAnonymous), (taken.Method, taken.TargetText, taken.IsAnonymous));
        Assert.Equal(hit.Headers, taken.Headers);
        Assert.Equal(hit.Body is null, taken.Body is null);
        Assert.True(hit.Body.GetValueOrDefault().Span.SequenceEqual(taken.Body.GetValueOrDefault().Span));
    }

    [Fact]
    public async Task Oldest_hits_are_claimed_first_and_once()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(5);

        var first = await spool.TakeAsync(2);
        var second = await spool.TakeAsync(2);

        Assert.Equal([0, 1], first.Numbers());
        Assert.Equal([2, 3], second.Numbers());
        Assert.Equal(5, spool.State.Rows);
    }

    [Fact]
    public async Task Released_hits_are_claimed_next_in_order()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(6);
        var first = await spool.TakeAsync(2);
        var second = await spool.TakeAsync(2);

        await spool.ReleaseAsync(second);
        await spool.ReleaseAsync(first);

        Assert.Equal([0, 1, 2, 3, 4, 5], (await spool.TakeAsync()).Numbers());
    }

    [Fact]
    public async Task Acknowledged_hits_are_deleted_and_claimed_ones_are_released_by_a_restart()
    {
        await using (var spool = _folder.Open())
        {
            await spool.SpoolNumberedAsync(6);
            var taken = await spool.TakeAsync(5);
            await spool.AcknowledgeAsync([taken[0], taken[3]]);
        }

        await using var again = _folder.Open();

        Assert.Equal([1, 2, 4, 5], (await again.TakeAsync()).Numbers());
        Assert.Equal(4, again.State.Rows);
    }

    [Fact]
    public async Task Hits_of_one_cluster_do_not_block_another()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(3, "down");
        await spool.SpoolNumberedAsync(2, "up");

        var delivered = await spool.DrainAsync("up");

        Assert.Equal([0, 1], delivered.Numbers());
        Assert.All(delivered, hit => Assert.Equal("up", hit.Cluster));
        Assert.Equal(3, Assert.Single(spool.State.Waiting, one => one.Key == "down").Value);
        Assert.Empty(await spool.TakeAsync(cluster: "unheard of"));
    }

    [Fact]
    public async Task Spool_id_is_never_reused()
    {
        var ids = new HashSet<long>();
        for (var round = 0; round < 3; round++)
        {
            await using var spool = _folder.Open();
            await spool.SpoolNumberedAsync(4);
            Assert.All(await spool.DrainAsync(), hit => Assert.True(ids.Add(hit.Id)));
        }
    }

    [Fact]
    public async Task Concurrent_hits_share_commits_and_are_all_spooled()
    {
        await using var spool = _folder.Open();

        var spooled = await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => spool.SpoolAsync(Hits.Numbered(number))));

        Assert.All(spooled, Assert.True);
        Assert.Equal(Enumerable.Range(0, 2000), (await spool.DrainAsync()).Numbers().Order());
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task Hit_that_is_never_acknowledged_does_not_let_gaps_behind_it_grow()
    {
        await using var spool = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, 3000).Select(number => spool.SpoolAsync(Hits.Numbered(number, 10))));
        var stuck = await spool.TakeAsync(1);

        var delivered = await spool.DrainAsync();
        await spool.AcknowledgeAsync(stuck);

        Assert.Equal(1023, delivered.Count);
        Assert.Equal(3000 - 1024, (await spool.DrainAsync()).Count);
    }

    [Fact]
    public async Task Anonymous_hit_with_an_identifier_is_not_spooled()
    {
        var logger = new RecordingLogger();
        await using var spool = _folder.Open(logger: logger);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(0) with { Target = "/1/wt?p=600&eid=2123456789012345678&nc=1"u8.ToArray() }));
        Assert.False(await spool.SpoolAsync(Hits.Numbered(0) with { Headers = [new("X-WT-IP", "192.0.2.1")] }));

        Assert.Empty(await spool.TakeAsync());
        Assert.Equal(2, logger.Lines.Count(line => line.StartsWith("Guard violation", StringComparison.Ordinal)));
        Assert.DoesNotContain(logger.Lines, line => line.Contains("2123456789012345678", StringComparison.Ordinal) || line.Contains(
            "192.0.2.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disposed_spool_accepts_nothing_and_its_database_alone_opens_again()
    {
        using var successor = new SpoolFolder();
        var spool = _folder.Open();
        var keeping = Enumerable.Range(0, 500).Select(number => spool.SpoolAsync(Hits.Numbered(number))).ToArray();
        await spool.DisposeAsync();

        Assert.False(await spool.SpoolAsync(Hits.Numbered(500)));
        Assert.False(File.Exists(_folder.Wal));
        File.Move(_folder.Database, successor.Database);
        await using var next = successor.Open();
        var spooled = (await Task.WhenAll(keeping)).Count(isSpooled => isSpooled);
        Assert.Equal(spooled, (await next.DrainAsync()).Count);
        Assert.Equal((0, 0L), (next.State.Quarantined, next.State.Lost));
    }

    [Fact]
    public async Task Hit_cancelled_before_its_commit_is_not_spooled()
    {
        await using var spool = _folder.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spool.TrySpoolAsync(Hits.Cluster, Hits.Numbered(0), cancelled.Token));

        Assert.Empty(await spool.TakeAsync());
    }

    public void Dispose() => _folder.Dispose();
}
