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
        ["every byte"] = Hits.Numbered(0) with { Method = "POST", Body = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray(), IsAnonymous = false },
        ["every Latin-1 character"] = Hits.Numbered(0) with
        {
            Target = (byte[])[(byte)'/', .. Enumerable.Range(1, 255).Select(value => (byte)value)],
            Headers = [new("User-Agent", "\u00ff\u0080\u00e4"), new("X", "")],
            IsAnonymous = false,
        },
        ["no headers"] = Hits.Numbered(0) with { Headers = [] },
        ["just beyond one page"] = Hits.Numbered(0, 3900),
        ["the largest batch"] = Hits.Numbered(0) with { Method = "POST", Body = Encoding.ASCII.GetBytes("p=600,").Concat(Enumerable.Repeat((byte)'x', 25165824 - 6)).ToArray() },
    };

    [Theory]
    [MemberData(nameof(OddHits))]
    public async Task A_hit_comes_back_byte_for_byte(string name)
    {
        var hit = Odd[name];
        await using var spool = _folder.Open();

        Assert.True(await spool.KeepAsync(hit));
        var taken = Assert.Single(await spool.TakeAsync()).Hit;

        Assert.Equal((hit.Method, hit.TargetText, hit.IsAnonymous), (taken.Method, taken.TargetText, taken.IsAnonymous));
        Assert.Equal(hit.Headers, taken.Headers);
        Assert.Equal(hit.Body is null, taken.Body is null);
        Assert.True(hit.Body.GetValueOrDefault().Span.SequenceEqual(taken.Body.GetValueOrDefault().Span));
    }

    [Fact]
    public async Task The_oldest_are_taken_first_and_by_one_taker_only()
    {
        await using var spool = _folder.Open();
        await spool.KeepNumberedAsync(5);

        var first = await spool.TakeAsync(2);
        var second = await spool.TakeAsync(2);

        Assert.Equal([0, 1], first.Numbers());
        Assert.Equal([2, 3], second.Numbers());
        Assert.Equal(5, spool.State.Rows);
    }

    [Fact]
    public async Task What_is_released_is_next_in_its_order()
    {
        await using var spool = _folder.Open();
        await spool.KeepNumberedAsync(6);
        var first = await spool.TakeAsync(2);
        var second = await spool.TakeAsync(2);

        await spool.ReleaseAsync(second);
        await spool.ReleaseAsync(first);

        Assert.Equal([0, 1, 2, 3, 4, 5], (await spool.TakeAsync()).Numbers());
    }

    [Fact]
    public async Task What_is_done_is_gone_and_what_is_taken_is_free_after_a_restart()
    {
        await using (var spool = _folder.Open())
        {
            await spool.KeepNumberedAsync(6);
            var taken = await spool.TakeAsync(5);
            await spool.DoneAsync([taken[0], taken[3]]);
        }

        await using var again = _folder.Open();

        Assert.Equal([1, 2, 4, 5], (await again.TakeAsync()).Numbers());
        Assert.Equal(4, again.State.Rows);
    }

    [Fact]
    public async Task One_cluster_does_not_hold_up_another()
    {
        await using var spool = _folder.Open();
        await spool.KeepNumberedAsync(3, "down");
        await spool.KeepNumberedAsync(2, "up");

        var delivered = await spool.DrainAsync("up");

        Assert.Equal([0, 1], delivered.Numbers());
        Assert.All(delivered, hit => Assert.Equal("up", hit.Cluster));
        Assert.Equal(3, Assert.Single(spool.State.Waiting, one => one.Key == "down").Value);
        Assert.Empty(await spool.TakeAsync(cluster: "unheard of"));
    }

    [Fact]
    public async Task An_id_is_never_used_again()
    {
        var ids = new HashSet<long>();
        for (var round = 0; round < 3; round++)
        {
            await using var spool = _folder.Open();
            await spool.KeepNumberedAsync(4);
            Assert.All(await spool.DrainAsync(), hit => Assert.True(ids.Add(hit.Id)));
        }
    }

    [Fact]
    public async Task Many_who_keep_at_once_share_commits_and_each_is_kept()
    {
        await using var spool = _folder.Open();

        var kept = await Task.WhenAll(Enumerable.Range(0, 2000).Select(number => spool.KeepAsync(Hits.Numbered(number))));

        Assert.All(kept, Assert.True);
        Assert.Equal(Enumerable.Range(0, 2000), (await spool.DrainAsync()).Numbers().Order());
        Assert.Equal(0, spool.State.Rows);
    }

    [Fact]
    public async Task A_taker_who_never_answers_does_not_let_the_gaps_behind_it_grow_without_end()
    {
        await using var spool = _folder.Open();
        await Task.WhenAll(Enumerable.Range(0, 3000).Select(number => spool.KeepAsync(Hits.Numbered(number, 10))));
        var stuck = await spool.TakeAsync(1);

        var delivered = await spool.DrainAsync();
        await spool.DoneAsync(stuck);

        Assert.Equal(1023, delivered.Count);
        Assert.Equal(3000 - 1024, (await spool.DrainAsync()).Count);
    }

    [Fact]
    public async Task An_anonymous_hit_with_something_that_identifies_is_not_kept()
    {
        var logger = new RecordingLogger();
        await using var spool = _folder.Open(logger: logger);

        Assert.False(await spool.KeepAsync(Hits.Numbered(0) with { Target = "/1/wt?p=600&eid=2123456789012345678&nc=1"u8.ToArray() }));
        Assert.False(await spool.KeepAsync(Hits.Numbered(0) with { Headers = [new("X-WT-IP", "192.0.2.1")] }));

        Assert.Empty(await spool.TakeAsync());
        Assert.Equal(2, logger.Lines.Count(line => line.StartsWith("Guard violation", StringComparison.Ordinal)));
        Assert.DoesNotContain(logger.Lines, line => line.Contains("2123456789012345678", StringComparison.Ordinal) || line.Contains("192.0.2.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_it_is_disposed_nothing_is_kept_and_one_file_is_enough_for_a_successor()
    {
        using var successor = new SpoolFolder();
        var spool = _folder.Open();
        var keeping = Enumerable.Range(0, 500).Select(number => spool.KeepAsync(Hits.Numbered(number))).ToArray();
        await spool.DisposeAsync();

        Assert.False(await spool.KeepAsync(Hits.Numbered(500)));
        Assert.False(File.Exists(_folder.Wal));
        File.Move(_folder.Database, successor.Database);
        await using var next = successor.Open();
        var kept = (await Task.WhenAll(keeping)).Count(isKept => isKept);
        Assert.Equal(kept, (await next.DrainAsync()).Count);
        Assert.Equal((0, 0L), (next.State.SetAside, next.State.Lost));
    }

    [Fact]
    public async Task Who_gave_up_before_the_commit_finds_nothing_kept()
    {
        await using var spool = _folder.Open();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spool.TryKeepAsync(Hits.Cluster, Hits.Numbered(0), cancelled.Token));

        Assert.Empty(await spool.TakeAsync());
    }

    public void Dispose() => _folder.Dispose();
}
