using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Diagnostics.Ledger;

namespace PrivacyGateway.Tests.Diagnostics.Ledger;

public sealed class LedgerKeeperTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privacy-gateway-");
    private readonly OwnMeters _meters = new();

    public void Dispose()
    {
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Counts_before_midnight_are_written_under_the_day_that_ends()
    {
        var time = new SteppedTime(new DateTimeOffset(2026, 11, 24, 23, 59, 58, TimeSpan.Zero));
        var metrics = new GatewayMetrics(_meters);
        using var ledger = new DecisionLedger(
            _folder.FullName, new CounterDeltas(metrics), new ConfigurationHistory(), NullLogger<DecisionLedger>.Instance);
        using var keeper = new LedgerWriter(ledger, metrics, time, NullLogger<LedgerWriter>.Instance);
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(2), await time.WaitedForAsync());

        Count(metrics, 2);
        time.Step();
        Assert.Equal(LedgerWriter.Interval, await time.WaitedForAsync());
        Count(metrics, 3);
        await keeper.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, 3), (Hits(24), Hits(25)));
    }

    private static void Count(GatewayMetrics metrics, int hits)
    {
        for (var i = 0; i < hits; i++)
            metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitOutcomes.Forwarded);
    }

    private long Hits(int day) => DayFile.Read(DayFile.PathOf(_folder.FullName, new DateOnly(2026, 11, day)))!.Hits.Values.Sum();
}
