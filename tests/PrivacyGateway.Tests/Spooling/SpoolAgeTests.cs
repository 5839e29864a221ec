using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>The age of a hit is the time that passed, whatever happens to the wall clock.</summary>
public sealed class SpoolAgeTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(15);
    private static readonly SpoolConfig TwoHours = SpoolFolder.NoHurry with { MaxAge = TimeSpan.FromHours(2) };

    private readonly SpoolFolder _folder = new();
    private readonly StoppedTime _time = new();
    private readonly RecordingLogger _logger = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(25)]
    [InlineData(-25)]
    [InlineData(0.1)]
    public async Task Step_of_the_system_clock_does_not_change_the_age_of_spooled_hits(double hours)
    {
        await using var spool = _folder.Open(TwoHours, _time, _logger);
        await spool.SpoolNumberedAsync(3);
        _time.Pass(TimeSpan.FromMinutes(90));

        _time.Step(TimeSpan.FromHours(hours));
        _time.Pass(Tick);
        Assert.Equal(3, await RowsAsync(spool));
        Assert.Equal(TimeSpan.FromMinutes(90) + Tick, spool.State.OldestAge);

        _time.Pass(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await RowsAsync(spool));
        Assert.Equal(3, spool.State.Expired);
        Assert.Equal(
            Math.Abs(hours) > 1 ? 1 : 0, _logger.Lines.Count(line => line.StartsWith("The clock was set", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hit_keeps_its_age_when_the_spool_is_repaired_after_a_clock_step()
    {
        await using var spool = _folder.Open(TwoHours, _time, _logger);
        for (var number = 0; number < 20; number++)
            Assert.True(await spool.SpoolAsync(Hits.Numbered(number, 60_000)));
        _time.Pass(TimeSpan.FromMinutes(60));
        _time.Step(TimeSpan.FromHours(30));
        _time.Pass(Tick);
        Assert.Equal(20, await RowsAsync(spool));

        await DamageAsync(spool);

        Assert.InRange(await RowsAsync(spool), 15, 19);
        Assert.Equal(TimeSpan.FromMinutes(60) + Tick, spool.State.OldestAge);
    }

    [Fact]
    public async Task Hits_from_the_future_count_as_spooled_at_the_start_of_the_process()
    {
        await FillAsync(3);
        _time.Step(TimeSpan.FromDays(-300));

        await using var spool = _folder.Open(TwoHours, _time, _logger);
        Assert.Equal(3, await RowsAsync(spool));
        Assert.Contains(_logger.Lines, line => line.StartsWith("Spooled hits with a time in the future: 3.", StringComparison.Ordinal));
        Assert.Equal(TimeSpan.Zero, spool.State.OldestAge);

        _time.Step(TimeSpan.FromDays(300));
        _time.Pass(TimeSpan.FromMinutes(119));
        Assert.Equal(3, await RowsAsync(spool));
        _time.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await RowsAsync(spool));
    }

    [Fact]
    public async Task Hits_that_are_too_old_at_start_expire_in_steps_until_the_clock_is_corrected()
    {
        await FillAsync(4000);
        _time.Step(TimeSpan.FromDays(300));

        await using var spool = _folder.Open(TwoHours, _time, _logger);
        Assert.Equal(3000, await RowsAsync(spool));
        Assert.Contains(_logger.Lines, line => line.StartsWith(
            "Spooled hits that are older than Spool.maxAgeMinutes, by the clock: 4000.", StringComparison.Ordinal));
        Assert.Equal(3000, await RowsAsync(spool));
        _time.Pass(Tick);
        Assert.Equal(2000, await RowsAsync(spool));

        _time.Step(TimeSpan.FromDays(-300));
        _time.Pass(Tick);

        // At the tick itself the clock is checked first.
        Assert.Equal(2000, await RowsAsync(spool));
        _time.Pass(TimeSpan.FromMinutes(60));
        Assert.Equal(2000, await RowsAsync(spool));
        _time.Pass(TimeSpan.FromMinutes(60));
        Assert.Equal(1000, await RowsAsync(spool));
    }

    [Fact]
    public async Task Age_of_a_spooled_hit_continues_after_a_restart()
    {
        await FillAsync(3);
        _time.Pass(TimeSpan.FromMinutes(90));

        await using var spool = _folder.Open(TwoHours, _time);
        Assert.Equal(3, await RowsAsync(spool));
        Assert.Equal(TimeSpan.FromMinutes(90), spool.State.OldestAge);
        _time.Pass(TimeSpan.FromMinutes(31));

        Assert.Equal(0, await RowsAsync(spool));
    }

    [Fact]
    public async Task Oldest_age_is_that_of_the_oldest_hit_even_behind_younger_ones_and_after_a_restart()
    {
        await using (var spool = _folder.Open(TwoHours, _time))
        {
            await spool.SpoolNumberedAsync(1);
            _time.Pass(TimeSpan.FromMinutes(10));
            await spool.SpoolNumberedAsync(1);
            _time.Pass(TimeSpan.FromMinutes(10));
            await spool.SpoolNumberedAsync(1, "another");
            await spool.DeferAsync(await spool.TakeAsync(1));

            Assert.Equal((TimeSpan.FromMinutes(20), _time.GetUtcNow() - TimeSpan.FromMinutes(20)),
                (spool.State.OldestAge, spool.State.OldestSpooledAt));
        }

        await using var again = _folder.Open(TwoHours, _time);
        Assert.Equal(3, await RowsAsync(again));
        Assert.Equal(TimeSpan.FromMinutes(20), again.State.OldestAge);

        await again.DrainAsync();
        Assert.Equal(TimeSpan.Zero, again.State.OldestAge);
    }

    private static async Task<long> RowsAsync(SqliteHitSpool spool)
    {
        // A pending tick is served before this.
        Assert.Empty(await spool.TakeAsync(cluster: "none"));
        return spool.State.Rows;
    }

    private async Task FillAsync(int count)
    {
        await using var spool = _folder.Open(time: _time);
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => spool.SpoolAsync(Hits.Numbered(number, 10))));
    }

    /// <summary>Destroys the middle of the file, and takes hits until that is noticed.</summary>
    private async Task DamageAsync(SqliteHitSpool spool)
    {
        using (var file = new FileStream(_folder.Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[20_000]);
        }

        while (!_logger.Lines.Any(line => line.StartsWith("The spool was damaged", StringComparison.Ordinal)))
            await spool.ReleaseAsync(await spool.TakeAsync());
    }
}
