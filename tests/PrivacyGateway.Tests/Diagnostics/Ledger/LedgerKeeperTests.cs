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
    public async Task What_is_counted_before_midnight_belongs_to_the_day_that_ends()
    {
        var time = new SteppedTime(new DateTimeOffset(2026, 11, 24, 23, 59, 58, TimeSpan.Zero));
        var metrics = new GatewayMetrics(_meters);
        using var ledger = new DecisionLedger(_folder.FullName, new CountedSince(metrics), new ConfigurationHistory(), NullLogger<DecisionLedger>.Instance);
        using var keeper = new LedgerKeeper(ledger, metrics, time, NullLogger<LedgerKeeper>.Instance);
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(2), await time.WaitedForAsync());

        Count(metrics, 2);
        time.Step();
        Assert.Equal(LedgerKeeper.Interval, await time.WaitedForAsync());
        Count(metrics, 3);
        await keeper.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, 3), (Hits(24), Hits(25)));
    }

    private static void Count(GatewayMetrics metrics, int hits)
    {
        for (var i = 0; i < hits; i++)
            metrics.Hit("track", "anonymous", "marker", isEnforced: true, HitFates.Forwarded);
    }

    private long Hits(int day) => DayFile.Read(DayFile.PathOf(_folder.FullName, new DateOnly(2026, 11, day)))!.Hits.Values.Sum();
}
