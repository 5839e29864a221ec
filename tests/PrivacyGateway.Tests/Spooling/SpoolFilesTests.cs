using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

[UnsupportedOSPlatform("windows")]
public sealed class SpoolFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SpoolFolder _folder = new();

    [Fact]
    public async Task Nobody_but_the_owner_can_read_any_file_also_while_it_runs()
    {
        await using var spool = _folder.Open();
        await spool.KeepNumberedAsync(3);
        await spool.TakeAsync();

        var files = Directory.GetFiles(_folder.Path);

        Assert.Equal(["spool.db", "spool.db-wal", "spool.ledger"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_directory_that_it_makes_is_the_owners_alone()
    {
        var path = _folder.In("made/for/it");
        await using var spool = new SqliteHitSpool(path, new(), TimeProvider.System, new RecordingLogger());
        await spool.KeepNumberedAsync(1);

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Files_that_came_with_wider_modes_are_closed()
    {
        await using (var spool = _folder.Open())
            await spool.KeepNumberedAsync(1);
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.SetUnixFileMode(file, OwnerOnly | UnixFileMode.OtherRead);

        await using var again = _folder.Open();
        Assert.Single(await again.TakeAsync());

        Assert.All(Directory.GetFiles(_folder.Path), file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task The_second_who_opens_it_says_so_and_gets_it_when_the_first_has_left()
    {
        var (time, logger) = (new StoppedTime(), new RecordingLogger());
        var first = _folder.Open();
        await first.KeepNumberedAsync(1);
        await using var second = _folder.Open(time: time, logger: logger);

        Assert.False(await second.KeepAsync(Hits.Numbered(1)));
        Assert.Equal((SpoolStatus.Unavailable, "another process holds it"), (second.State.Status, second.State.Reason));
        Assert.Contains(logger.Lines, line => line.EndsWith("another process holds it. Give each replica a data directory of its own.", StringComparison.Ordinal));
        await first.DisposeAsync();
        time.Pass(TimeSpan.FromSeconds(15));

        Assert.Equal([0], (await second.TakeAsync()).Numbers());
        Assert.True(await second.KeepAsync(Hits.Numbered(1)));
    }

    /// <summary>A later version writes a ledger of its own, which this one cannot read; or has lost it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Spool_of_a_later_version_is_refused_with_a_remedy_and_no_file_is_touched(bool hasLedger)
    {
        await using (var spool = _folder.Open())
            await spool.KeepNumberedAsync(3);
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
            Assert.False(await spool.KeepAsync(Hits.Numbered(4)));
            Assert.Equal("its version is 2, and this gateway knows 1", spool.State.Reason);
            Assert.Equal(SpoolStatus.Unavailable, spool.State.Status);
        }

        Assert.EndsWith("its version is 2, and this gateway knows 1. Start the gateway that wrote it, or move the directory away: it is left untouched.", Assert.Single(logger.Lines), StringComparison.Ordinal);
        Assert.Equal(before, Contents());
        File.Delete(_folder.Ledger);
        Execute("PRAGMA user_version = 1");
        await using var again = _folder.Open();
        Assert.Equal(3, (await again.DrainAsync()).Count);
    }

    [Fact]
    public async Task A_version_that_is_noise_is_damage()
    {
        await using (var spool = _folder.Open())
            await spool.KeepNumberedAsync(3);
        Execute("PRAGMA user_version = 7");

        await using var again = _folder.Open();

        Assert.Equal(3, (await again.DrainAsync()).Count);
        Assert.Equal((1, 0L), (again.State.SetAside, again.State.Lost));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_said_once_and_never_fatal()
    {
        var logger = new RecordingLogger();
        await File.WriteAllTextAsync(_folder.In("file"), "", TestContext.Current.CancellationToken);
        await using var spool = new SqliteHitSpool(_folder.In("file/below"), new(), TimeProvider.System, logger);

        Assert.False(await spool.KeepAsync(Hits.Numbered(0)));
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
