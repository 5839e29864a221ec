using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>Another process removes files under an open spool: a cleaner, a wrong script, a volume that replaces another.</summary>
public sealed class SpoolRemovedFilesTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly RecordingLogger _logger = new();

    public static TheoryData<string> Removals =>
        ["spool.db", "spool.db-wal", "spool.ledger", "everything", "the directory", "the copy of the ledger", "moved away", "replaced"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Removals))]
    public async Task Removed_spool_files_are_rewritten_with_every_hit_and_claimed_hits_stay_claimed(string removal)
    {
        await using (var spool = _folder.Open(logger: _logger))
        {
            await spool.SpoolNumberedAsync(300);
            var delivered = await spool.TakeAsync(5);
            var failed = await spool.TakeAsync(5);
            Remove(removal);

            await spool.AcknowledgeAsync(delivered);
            Assert.True(await spool.SpoolAsync(Hits.Numbered(300)));
            await spool.ReleaseAsync(failed);

            Assert.Equal((296L, 0L, true), (spool.State.Rows, spool.State.Lost, spool.State.IsAvailable));
            Assert.Contains(_logger.Lines, line => line.StartsWith(
                "Files of the spool had been removed or replaced while it was open.", StringComparison.Ordinal));

            // The files as after a kill.
            using var killed = _folder.Copy();
            await using var after = killed.Open();
            Assert.Equal(Enumerable.Range(5, 296), (await after.DrainAsync()).Numbers());
            Assert.Equal(0, after.State.Lost);
        }

        await using var again = _folder.Open();
        Assert.Equal(Enumerable.Range(5, 296), (await again.DrainAsync()).Numbers());
        Assert.Equal(0, again.State.Lost);
    }

    [Theory]
    [InlineData("everything")]
    [InlineData("the directory")]
    public async Task Hits_of_files_removed_before_a_kill_are_counted_as_lost_at_the_next_start(string removal)
    {
        using var killed = new SpoolFolder();
        await using (var spool = _folder.Open())
        {
            await spool.SpoolNumberedAsync(40);
            await spool.AcknowledgeAsync(await spool.TakeAsync(3));
            using var copy = _folder.Copy();
            File.Copy(copy.LedgerCopy, killed.LedgerCopy);
            if (removal == "the directory")
                Directory.Delete(killed.Path);
        }

        await using var again = killed.Open(logger: _logger);

        Assert.Empty(await again.TakeAsync());
        Assert.Equal((0L, 37L, true), (again.State.Rows, again.State.Lost, again.State.IsLostExact));
        Assert.Contains(_logger.Lines, line => line.StartsWith(
            "The spool was damaged (it is missing). Hits salvaged: 0; lost: 37;", StringComparison.Ordinal));
        Assert.True(await again.SpoolAsync(Hits.Numbered(0)));
    }

    [Fact]
    public async Task Totals_survive_the_removal_of_an_empty_spools_files()
    {
        var time = new StoppedTime();
        await using (var spool = _folder.Open(SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(1) }, time))
        {
            await spool.SpoolNumberedAsync(4);
            time.Pass(TimeSpan.FromHours(2));
            Assert.Empty(await spool.TakeAsync());
        }

        Remove("everything");

        await using var again = _folder.Open(time: time);
        Assert.Empty(await again.TakeAsync());
        Assert.Equal((4L, 0L, 0), (again.State.Expired, again.State.Lost, again.State.Quarantined));
    }

    [Fact]
    public async Task Hits_are_refused_and_spooled_hits_delivered_while_removed_files_cannot_be_rewritten()
    {
        var time = new StoppedTime();
        await using var spool = _folder.Open(time: time, logger: _logger);
        await spool.SpoolNumberedAsync(3);
        Remove("the directory");
        await File.WriteAllTextAsync(_folder.Path, "in the way", TestContext.Current.CancellationToken);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(3)));

        Assert.False(spool.State.IsAvailable);
        Assert.Equal(
            "its files were removed, and cannot be written again: IOException; 3 spooled hits are in memory and lost if the process is "
                + "killed", spool.State.Reason);
        Assert.Single(_logger.Lines, line => line.StartsWith("The spool refuses hits", StringComparison.Ordinal));
        await spool.AcknowledgeAsync(await spool.TakeAsync(1));
        Assert.Equal(2, spool.State.Rows);

        File.Delete(_folder.Path);
        time.Pass(TimeSpan.FromSeconds(15));
        Assert.True(await spool.SpoolAsync(Hits.Numbered(3)));
        Assert.Equal([1, 2, 3], (await spool.DrainAsync()).Numbers());
        Assert.True(spool.State.IsAvailable);
    }

    [Fact]
    public async Task Second_process_cannot_open_a_spool_whose_files_were_removed_under_the_first()
    {
        await using var first = _folder.Open();
        await first.SpoolNumberedAsync(3);
        Remove("everything");
        await using var second = _folder.Open();

        Assert.False(await second.SpoolAsync(Hits.Numbered(9)));

        Assert.Equal((SpoolStatus.Unavailable, "another process uses it"), (second.State.Status, second.State.Reason));
    }

    private void Remove(string removal)
    {
        switch (removal)
        {
            case "everything":
                foreach (var file in Directory.GetFiles(_folder.Path))
                    File.Delete(file);
                break;
            case "the directory":
                Directory.Delete(_folder.Path, recursive: true);
                break;
            case "the copy of the ledger":
                File.Delete(_folder.LedgerCopy);
                break;
            case "moved away":
                File.Move(_folder.Database, _folder.In("elsewhere"));
                break;
            case "replaced":
                File.WriteAllText(_folder.In("backup"), "not a spool");
                File.Move(_folder.In("backup"), _folder.Database, overwrite: true);
                break;
            default:
                File.Delete(_folder.In(removal));
                break;
        }
    }
}
