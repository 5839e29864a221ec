using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>
/// The process that is traced: a spool that is filled and emptied, closed and opened, damaged and mended, removed and written again, and a
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
        _ledger = new DecisionLedger(Path.Combine(root, LedgerFolder), new CountedSince(_metrics), new ConfigurationHistory(), NullLogger<DecisionLedger>.Instance);
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
        new(Path.Combine(_root, SpoolFolder), new SpoolConfig { KeepMilliseconds = 30_000_000 }, new FastTime(), NullLogger<SqliteHitSpool>.Instance);

    private async Task FillAndEmptyAsync()
    {
        await using var spool = Open();
        for (var round = 0; round < 4; round++)
        {
            await Task.WhenAll(KeepAsync(spool, 20), KeepAsync(spool, 20), DeliverAsync(spool));
            await spool.DeferAsync(await spool.TakeOldestAsync(SampleHits.Cluster, 3, CancellationToken.None));
            Count();

            // Until a tick has put the WAL into the file.
            while (new FileInfo(Database + "-wal").Length > 0)
                await Task.Yield();
        }

        await KeepAsync(spool, 10);
    }

    private async Task RemoveAsync()
    {
        await using var spool = Open();
        await KeepAsync(spool, 10);
        _marks.Write(PowerLossMarks.Removed, 0);
        File.Delete(Database);
        File.Delete(Database + "-wal");
        await KeepAsync(spool, 1);
        _marks.Write(PowerLossMarks.WrittenAgain, 0);
        await Task.WhenAll(KeepAsync(spool, 20), DeliverAsync(spool));
        Count();
    }

    /// <summary>Nothing but the head of the file is destroyed, so no hit may be lost.</summary>
    private async Task DamageAsync()
    {
        using (var file = File.OpenHandle(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            RandomAccess.Write(file, new byte[100], 0);
            RandomAccess.FlushToDisk(file);
        }

        await using var spool = Open();
        await Task.WhenAll(KeepAsync(spool, 20), DeliverAsync(spool));
        Count();
    }

    private async Task KeepAsync(SqliteHitSpool spool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = Interlocked.Increment(ref _number);
            _marks.Write(PowerLossMarks.Offered, number);
            if (!await spool.TryKeepAsync(SampleHits.Cluster, SampleHits.Numbered(number, large: number % 17 == 0), CancellationToken.None))
                throw new InvalidOperationException($"Hit {number} is not kept: {spool.State.Reason}");
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
            await spool.DoneAsync([.. hits.Take(3)]);
            foreach (var hit in hits.Take(3))
                _marks.Write(PowerLossMarks.Done, SampleHits.NumberOf(hit.Hit));
            await spool.ReleaseAsync([.. hits.Skip(3)]);
        }
    }

    private void Count()
    {
        for (var i = 0; i < 3; i++, _counted++)
            _metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);
        if (!_ledger.Write(Day))
            throw new InvalidOperationException("The day's ledger is not written.");
        _marks.Write(PowerLossMarks.Counted, _counted);
    }
}
