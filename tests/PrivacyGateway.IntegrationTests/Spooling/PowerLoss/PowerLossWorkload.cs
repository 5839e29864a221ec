using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// The traced process: a spool that is filled and emptied, closed and opened, damaged and repaired, removed and written again, and a
/// day's ledger beside it.
/// </summary>
internal sealed class PowerLossWorkload : IDisposable
{
    public const string SpoolFolder = "data/spool";
    public const string LedgerFolder = "data/ledger";

    public static readonly DateOnly Day = new(2026, 11, 28);

    private readonly string _root;
    private readonly PowerLossMarks _marks;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GatewayMetrics _metrics;
    private readonly DecisionLedger _ledger;
    private int _number = -1;
    private int _counted;

    private PowerLossWorkload(string root)
    {
        (_root, _marks) = (root, new PowerLossMarks(root));
        _metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>());
        _ledger = new DecisionLedger(
            Path.Combine(root, LedgerFolder), new CounterDeltas(_metrics), new ConfigurationHistory(), NullLogger<DecisionLedger>.Instance);
    }

    private string Database => Path.Combine(_root, SpoolFolder, "spool.db");

    public static async Task<int> RunAsync(string root)
    {
        using var workload = new PowerLossWorkload(root);
        await workload.FillAndEmptyAsync();
        for (var round = 0; round < 4; round++)
        {
            await workload.RemoveAsync();
            await workload.DamageAsync();
        }

        await workload.FillAndEmptyAsync();
        return 0;
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _services.Dispose();
        _marks.Dispose();
    }

    private SqliteHitSpool Open() =>
        new(Path.Combine(_root, SpoolFolder), new SpoolConfig { KeepMilliseconds = 30_000_000 }, new FastTime(),
            NullLogger<SqliteHitSpool>.Instance);

    private async Task FillAndEmptyAsync()
    {
        await using var spool = Open();
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(SpoolAsync(spool, 20), SpoolAsync(spool, 20), DeliverAsync(spool));
            await spool.DeferAsync(await spool.TakeOldestAsync(SampleHits.Cluster, 3, CancellationToken.None));
            Count();

            // Until a timer has checkpointed the WAL into the file.
            while (new FileInfo(Database + "-wal").Length > 0)
                await Task.Yield();
        }

        await SpoolAsync(spool, 10);
    }

    private async Task RemoveAsync()
    {
        await using var spool = Open();
        await SpoolAsync(spool, 10);
        _marks.Write(PowerLossMarks.Removed, 0);
        File.Delete(Database);
        File.Delete(Database + "-wal");
        await SpoolAsync(spool, 1);
        _marks.Write(PowerLossMarks.WrittenAgain, 0);
        await Task.WhenAll(SpoolAsync(spool, 20), DeliverAsync(spool));
        Count();
    }

    /// <summary>
    /// Only the head of the file is destroyed, so no hit may be lost; ten of the hits are in its WAL alone, which the repaired store must
    /// not inherit.
    /// </summary>
    private async Task DamageAsync()
    {
        SpoolAndAbandon(10);
        using (var file = File.OpenHandle(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, new byte[100], 0);
            RandomAccess.FlushToDisk(file);
        }

        await using var spool = Open();
        await Task.WhenAll(SpoolAsync(spool, 20), DeliverAsync(spool));
        Count();
    }

    /// <summary>Leaves the files as a killed process does: SQLite checkpoints the WAL when a spool is closed.</summary>
    private void SpoolAndAbandon(int count)
    {
        var (files, numbers) = (new SpoolFiles(Path.Combine(_root, SpoolFolder)), Enumerable.Range(_number + 1, count).ToList());
        using var ledgers = SpoolIndexFiles.Open(files, NullLogger.Instance);
        var store = new SpoolOpening(files, new SpoolConfig(), new SpoolClock(TimeProvider.System), NullLogger.Instance).Open(ledgers);
        numbers.ForEach(number => _marks.Write(PowerLossMarks.Offered, number));
        store.Commit([.. numbers.Select(static number => (SampleHits.Cluster, SampleHits.Numbered(number)))], []);
        numbers.ForEach(number => _marks.Write(PowerLossMarks.Accepted, number));
        _number += count;
        store.Abandon();
    }

    private async Task SpoolAsync(SqliteHitSpool spool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = Interlocked.Increment(ref _number);
            _marks.Write(PowerLossMarks.Offered, number);
            if (!await spool.TrySpoolAsync(
                SampleHits.Cluster, SampleHits.Numbered(number, large: number % 17 == 0), CancellationToken.None))
                throw new InvalidOperationException($"Hit {number} is not spooled: {spool.State.Reason}");
            _marks.Write(PowerLossMarks.Accepted, number);
        }
    }

    private async Task DeliverAsync(SqliteHitSpool spool)
    {
        for (var round = 0; round < 5; round++)
        {
            var hits = await spool.TakeOldestAsync(SampleHits.Cluster, 4, CancellationToken.None);
            foreach (var hit in hits.Take(3))
                _marks.Write(PowerLossMarks.Delivering, SampleHits.NumberOf(hit.Hit));
            await spool.AcknowledgeAsync([.. hits.Take(3)]);
            foreach (var hit in hits.Take(3))
                _marks.Write(PowerLossMarks.Done, SampleHits.NumberOf(hit.Hit));
            await spool.ReleaseAsync([.. hits.Skip(3)]);
        }
    }

    private void Count()
    {
        for (var i = 0; i < 3; i++, _counted++)
            _metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);
        if (!_ledger.Write(Day))
            throw new InvalidOperationException("The day's ledger is not written.");
        _marks.Write(PowerLossMarks.Counted, _counted);
    }
}
