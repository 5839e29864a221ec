using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Tests.Spooling;

[UnsupportedOSPlatform("windows")]
public sealed class SpoolFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task Spool_files_are_readable_by_the_owner_alone_while_open()
    {
        await using var spool = _folder.Open();
        await spool.SpoolNumberedAsync(3);
        await spool.TakeAsync();

        var files = Directory.GetFiles(_folder.Path);

        Assert.Equal(["spool.db", "spool.db-wal", "spool.ledger"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Created_spool_directory_is_accessible_by_the_owner_alone()
    {
        var path = _folder.In("made/for/it");
        await using var spool = new SqliteHitSpool(path, new(), TimeProvider.System, new RecordingLogger());
        await spool.SpoolNumberedAsync(1);

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Spool_files_with_wider_modes_are_restricted_to_the_owner()
    {
        await using (var spool = _folder.Open())
            await spool.SpoolNumberedAsync(1);
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);

        await using var again = _folder.Open();
        Assert.Single(await again.TakeAsync());

        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Second_process_reports_a_locked_spool_and_opens_it_when_the_first_ends()
    {
        var (time, logger) = (new StoppedTime(), new RecordingLogger());
        var first = _folder.Open();
        await first.SpoolNumberedAsync(1);
        await using var second = _folder.Open(time: time, logger: logger);

        Assert.False(await second.SpoolAsync(Hits.Numbered(1)));
        Assert.Equal((SpoolStatus.Unavailable, "another process uses it"), (second.State.Status, second.State.Reason));
        Assert.Contains(logger.Lines, line => line.EndsWith(
            "another process uses it. Give each replica its own data directory.", StringComparison.Ordinal));
        await first.DisposeAsync();
        time.Pass(TimeSpan.FromSeconds(15));

        Assert.Equal([0], (await second.TakeAsync()).Numbers());
        Assert.True(await second.SpoolAsync(Hits.Numbered(1)));
    }

    /// <summary>A later version writes its own index, which this one cannot read; or has lost it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Spool_of_a_later_version_is_refused_with_a_remedy_and_no_file_is_touched(bool hasLedger)
    {
        await using (var spool = _folder.Open())
            await spool.SpoolNumberedAsync(3);
        _folder.DeleteLedgers();
        Execute("PRAGMA user_version = 2");
        if (hasLedger)
        {
            await File.WriteAllBytesAsync(_folder.Ledger, [.. "PGSPOOL2"u8, .. new byte[1000]], TestContext.Current.CancellationToken);
            File.SetUnixFileMode(_folder.Ledger, OwnerOnly);
        }

        var before = Contents();
        var logger = new RecordingLogger();

        await using (var spool = _folder.Open(logger: logger))
        {
            Assert.False(await spool.SpoolAsync(Hits.Numbered(4)));
            Assert.Equal("its version is 2, and this gateway supports 1", spool.State.Reason);
            Assert.Equal(SpoolStatus.Unavailable, spool.State.Status);
        }

        Assert.EndsWith(
            "its version is 2, and this gateway supports 1. Start the gateway that wrote it, or move the directory away: it was not "
                + "changed.", Assert.Single(logger.Lines), StringComparison.Ordinal);
        Assert.Equal(before, Contents());
        File.Delete(_folder.Ledger);
        Execute("PRAGMA user_version = 1");
        await using var again = _folder.Open();
        Assert.Equal(3, (await again.DrainAsync()).Count);
    }

    [Fact]
    public async Task Spool_with_a_random_version_is_treated_as_damaged()
    {
        await using (var spool = _folder.Open())
            await spool.SpoolNumberedAsync(3);
        Execute("PRAGMA user_version = 7");

        await using var again = _folder.Open();

        Assert.Equal(3, (await again.DrainAsync()).Count);
        Assert.Equal((1, 0L), (again.State.Quarantined, again.State.Lost));
    }

    [Fact]
    public async Task Spool_directory_that_cannot_be_created_is_logged_once_and_not_fatal()
    {
        var logger = new RecordingLogger();
        await File.WriteAllTextAsync(_folder.In("file"), "", TestContext.Current.CancellationToken);
        await using var spool = new SqliteHitSpool(_folder.In("file/below"), new(), TimeProvider.System, logger);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(0)));
        Assert.Empty(await spool.TakeAsync());

        Assert.Equal(SpoolStatus.Unavailable, spool.State.Status);
        Assert.Single(logger.Lines);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Name, mode and bytes of every file that holds anything.</summary>
    private List<string> Contents() =>
        [.. new DirectoryInfo(_folder.Path).GetFiles().Where(file => file.Length > 0).OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.UnixFileMode} {Convert.ToHexString(File.ReadAllBytes(file.FullName))}")];

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
