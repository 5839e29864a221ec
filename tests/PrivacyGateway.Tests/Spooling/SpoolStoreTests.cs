using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Tests.Spooling;

public sealed class SpoolStoreTests : IDisposable
{
    private readonly SpoolFolder _folder = new();

    /// <summary>SQLite's page limit makes a commit fail as a full disk does, without any preparation.</summary>
    [Fact]
    public void Failed_commit_fails_every_hit_in_it_and_the_next_commit_may_succeed()
    {
        var files = new SpoolFiles(_folder.Path);
        var ledger = new SpoolIndex { Mark = new byte[HitRecord.MarkLength] };
        using var ledgers = SpoolIndexFiles.Open(files, NullLogger.Instance);
        var database = SpoolDatabase.Create(files.Database, SpoolIndexRecord.Encode(ledger));
        using var store = new SpoolStore(database, ledgers, new SpoolDisk(files), new SpoolCheck.Contents(ledger, new SpoolQueues(ledger)),
            new SpoolConfig(), new SpoolClock(TimeProvider.System));

        database.QueryScalar("PRAGMA max_page_count = 10");
        var many = store.Commit([.. Enumerable.Range(0, 100).Select(number => (Hits.Cluster, Hits.Numbered(number)))], []);
        Assert.All(many, row => Assert.Equal(Refusal.DiskFull, row.Refusal));
        Assert.Equal((0L, "the disk is full"), (store.State.Rows, store.State.Reason));
        Assert.Empty(store.Take(Hits.Cluster, 100));

        database.QueryScalar("PRAGMA max_page_count = 1000");
        var one = store.Commit([(Hits.Cluster, Hits.Numbered(7))], []);
        Assert.True(Assert.Single(one).IsSpooled);
        Assert.Equal([7], store.Take(Hits.Cluster, 100).Numbers());
        Assert.Null(store.State.Reason);
    }

    public void Dispose() => _folder.Dispose();
}
