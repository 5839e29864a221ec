using Microsoft.Data.Sqlite;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Tests.Spooling.Damage;

/// <summary>
/// A spool with a past: two clusters, hits that need many pages, some delivered in order and some out of it, one part in the database and
/// one in the WAL. Its files are copied as after a kill, and the spooled hits are read by SQLite alone.
/// </summary>
public sealed class UsedSpool : IAsyncLifetime
{
    internal const string Other = "second-domain";

    private SpoolImage? _killed;
    private SpoolImage? _closed;

    /// <summary>Killed: much of it is in the WAL.</summary>
    internal SpoolImage Killed => _killed!;

    /// <summary>Closed properly: all of it is in the database.</summary>
    internal SpoolImage Closed => _closed!;

    /// <summary>The spooled records, by target; every target is unique.</summary>
    internal Dictionary<string, byte[]> Waiting { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        using var source = new SpoolFolder();
        await using (var spool = source.Open())
        {
            await FillAsync(spool, from: 0, count: 300);
            await DeliverSomeAsync(spool);
        }

        SpoolFolder killed;
        await using (var spool = source.Open())
        {
            await FillAsync(spool, from: 300, count: 120);
            await DeliverSomeAsync(spool);
            killed = source.Copy();
        }

        ReadWaiting(source);
        _killed = new SpoolImage(killed, Waiting);
        _closed = new SpoolImage(source, Waiting);
        killed.Dispose();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task FillAsync(SqliteHitSpool spool, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            var fill = number % 29 == 0 ? 20_000 : number % 31 == 0 ? 3_400 : 500;
            Assert.True(await spool.SpoolAsync(Hits.Numbered(number, fill), number % 3 == 0 ? Other : Hits.Cluster));
        }
    }

    private static async Task DeliverSomeAsync(SqliteHitSpool spool)
    {
        await spool.AcknowledgeAsync(await spool.TakeAsync(20));
        var taken = await spool.TakeAsync(30, Other);
        await spool.AcknowledgeAsync([.. taken.Where((_, at) => at % 3 != 0)]);
        await spool.ReleaseAsync([.. taken.Where((_, at) => at % 3 == 0)]);
    }

    private void ReadWaiting(SpoolFolder folder)
    {
        using var copy = folder.Copy();
        using var connection = new SqliteConnection($"Data Source={copy.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT record FROM hit";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var record = reader.GetFieldValue<byte[]>(0);
            Waiting.Add(HitRecord.Decode(record).Hit.TargetText, record);
        }

        Assert.InRange(Waiting.Count, 330, 350);
    }
}
