using System.Text;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>Cases that the hundred seeds meet rarely or never.</summary>
public sealed class SalvageTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task Salvage_without_an_index_delivers_all_intact_hits_and_reports_a_minimum_loss()
    {
        await FillAsync(50, Hits.Cluster);
        _folder.DeleteLedgers();
        Overwrite(_folder.Database, 4096, new byte[4096]);
        var logger = new RecordingLogger();

        await using var spool = _folder.Open(logger: logger);

        Assert.Equal(Enumerable.Range(0, 50), (await spool.DrainAsync()).Numbers());
        Assert.Equal((0L, false, 50L), (spool.State.Lost, spool.State.IsLostExact, spool.State.PossibleDuplicates));
        Assert.Contains(logger.Lines, line => line.Contains(
            "Hits salvaged: 50; lost: at least 0; possibly delivered twice: 50.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Salvage_of_a_closed_database_alone_knows_how_many_hits_it_had()
    {
        await FillAsync(50, Hits.Cluster);
        _folder.DeleteLedgers();
        using (var file = File.OpenWrite(_folder.Database))
            file.SetLength(5 * 4096);

        await using var spool = _folder.Open();
        var delivered = await spool.DrainAsync();

        Assert.InRange(delivered.Count, 1, 10);
        Assert.Equal((50L - delivered.Count, true), (spool.State.Lost, spool.State.IsLostExact));
    }

    /// <summary>The body of a hit contains a record, complete and with a right hash; the hit around it is destroyed.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    public async Task Forged_record_in_a_body_is_never_salvaged(int padding)
    {
        var forged = HitRecord.Encode(
            "a guess!"u8, new SpooledHit(RowId.Create(1, 1), Hits.Cluster, DateTimeOffset.UnixEpoch, Hits.Numbered(666)));
        await using (var spool = _folder.Open())
        {
            Assert.True(await spool.SpoolAsync(Hits.Numbered(
                1) with
            {
                Method = "POST",
                Body = (byte[])[.. new byte[padding], .. forged, .. new byte[padding]],
                IsAnonymous = false,
            }));
            await spool.SpoolNumberedAsync(1);
        }

        var bytes = await File.ReadAllBytesAsync(_folder.Database, TestContext.Current.CancellationToken);
        Overwrite(_folder.Database, bytes.AsSpan().IndexOf("page_000001"u8), "page_xxxxxx"u8.ToArray());
        Assert.True(bytes.AsSpan().IndexOf("page_000666"u8) > 0);

        await using var again = _folder.Open();

        Assert.Equal([0], (await again.DrainAsync()).Numbers());
        Assert.Equal((1L, true), (again.State.Lost, again.State.IsLostExact));
    }

    [Fact]
    public async Task Spool_files_contain_no_bytes_of_delivered_hits()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(40);
        await spool.SpoolAsync(Hits.Numbered(41), "another");

        await spool.DrainAsync();
        await spool.DrainAsync("another");

        using var copy = _folder.Copy();
        foreach (var file in Directory.GetFiles(copy.Path))
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf("page_0000"u8) < 0, file);
    }

    /// <summary>Far inside a long hit, where SQLite reads from the file and not from its memory.</summary>
    [Fact]
    public async Task Damage_of_an_open_spool_is_noticed_at_the_next_read_and_repaired()
    {
        var logger = new RecordingLogger();
        await using (var spool = _folder.Open())
        {
            for (var number = 0; number < 100; number++)
                Assert.True(await spool.SpoolAsync(Hits.Numbered(number, 60_000)));
        }

        await using var again = _folder.Open(logger: logger);
        var beforeTheDamage = await again.TakeAsync(1);
        Assert.Equal([0], beforeTheDamage.Numbers());
        var middle = Encoding.ASCII.GetBytes(Hits.Numbered(50, 60_000).TargetText.Substring(30_000, 16));
        Overwrite(_folder.Database, SharedBytes().AsSpan().IndexOf(middle), "damaged"u8.ToArray());

        Assert.Equal([], (await again.TakeAsync()).Numbers());
        await again.AcknowledgeAsync(beforeTheDamage);

        Assert.Contains("The spool is checked and repaired: a hit is not what was written.", logger.Lines);
        var rest = await again.DrainAsync();
        Assert.Equal(Enumerable.Range(0, 100).Where(number => number != 50), rest.Numbers());
        Assert.DoesNotContain(rest, hit => hit.Id == beforeTheDamage[0].Id);
        Assert.Equal((1L, true), (again.State.Lost, again.State.IsLostExact));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupted_replacement_of_the_spool_is_completed_or_restarted(bool isComplete)
    {
        await FillAsync(10, Hits.Cluster);
        File.Copy(_folder.Database, _folder.In(isComplete ? "spool.new.db" : "spool.making.db"));
        if (isComplete)
            Overwrite(_folder.Database, 0, new byte[9000]);

        await using var spool = _folder.Open();

        Assert.Equal(Enumerable.Range(0, 10), (await spool.DrainAsync()).Numbers());
        Assert.Equal(0, spool.State.Lost);
        Assert.Equal(isComplete ? 1 : 0, Directory.GetFiles(_folder.Path, "spool.db.damaged-*").Length);
        Assert.Empty(Directory.GetFiles(_folder.Path, "spool.making*"));
    }

    [Fact]
    public async Task Totals_of_lost_hits_survive_restarts_and_at_most_three_quarantined_sets_remain()
    {
        var time = new StoppedTime();
        for (var round = 0; round < 5; round++)
        {
            await using (var spool = _folder.Open(time: time))
                await spool.SpoolNumberedAsync(2);
            Overwrite(_folder.Database, 0, new byte[100_000]);
            time.Pass(TimeSpan.FromMinutes(1));
        }

        await using var last = _folder.Open(time: time);
        Assert.Empty(await last.TakeAsync());

        Assert.Equal((10L, 5), (last.State.Lost, last.State.Quarantined));
        Assert.Equal(3, Directory.GetFiles(_folder.Path, "spool.db.damaged-*").Length);
    }

    public void Dispose() => _folder.Dispose();

    private async Task FillAsync(int count, string cluster)
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(count, cluster);
    }

    private byte[] SharedBytes()
    {
        using var copy = _folder.Copy();
        return File.ReadAllBytes(copy.Database);
    }

    private static void Overwrite(string path, int at, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Position = at;
        file.Write(bytes);
    }
}
