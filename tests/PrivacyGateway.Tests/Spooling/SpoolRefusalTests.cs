using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

/// <summary>While hits are refused, the state says so, why, and what to do; and no longer.</summary>
public sealed class SpoolRefusalTests : IDisposable
{
    private readonly SpoolFolder _folder = new();
    private readonly StoppedTime _time = new();
    private readonly RecordingLogger _logger = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Full_spool_is_degraded_before_it_refuses_a_hit_and_healthy_once_it_has_room()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 }, _time, _logger);
        await spool.SpoolNumberedAsync(2);
        await IsHealthyAsync(spool);

        await spool.SpoolNumberedAsync(1);
        await IsDegradedAsync(spool,
            "Hits are refused: it is full: it holds 3 hits (Spool.maxRows). Find out why the track domain does not accept hits; raise "
                + "Spool.maxRows if there is room on the disk.");

        await spool.DrainAsync();
        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Spool_without_room_for_an_ordinary_hit_is_full()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 10_000 }, _time, _logger);
        var spooled = 0;
        while (await spool.SpoolAsync(Hits.Numbered(spooled, 1000)))
            spooled++;

        Assert.InRange(spool.State.Bytes, 8_000, 9_999);
        await IsDegradedAsync(spool,
            "Hits are refused: it is full: its hits have 10000 bytes (Spool.maxBytes). Find out why the track domain does not accept hits; "
                + "raise Spool.maxBytes if there is room on the disk.");
        _time.Pass(TimeSpan.FromMinutes(5));
        Assert.False(await spool.SpoolAsync(Hits.Numbered(spooled, 1000)));
        await spool.AcknowledgeAsync(await spool.TakeAsync(2));
        _time.Pass(TimeSpan.FromSeconds(15));
        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Oversized_hit_does_not_make_the_spool_degraded()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 100_000 }, _time, _logger);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(1, 200_000)));

        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Repeated_refusals_of_the_spool_are_one_log_line_until_they_end()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 1 }, _time, _logger);
        for (var round = 0; round < 5; round++)
        {
            await spool.SpoolNumberedAsync(1);
            Assert.False(await spool.SpoolAsync(Hits.Numbered(1)));
            await spool.DrainAsync();
        }

        _time.Pass(TimeSpan.FromSeconds(15));
        Assert.Empty(await spool.TakeAsync());

        Assert.Equal(
            [
                "The spool refuses hits, so the response to undelivered hits is 503: it is full: it holds 1 hits (Spool.maxRows). "
                    + "Find out why the track domain does not accept hits; raise Spool.maxRows if there is room on the disk.",
                "The spool accepts hits again.",
            ],
            _logger.Lines.Where(line => !line.StartsWith("The spool is open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hits_of_too_many_clusters_make_the_spool_degraded()
    {
        await using var spool = _folder.Open(time: _time);

        Assert.False(await spool.SpoolAsync(Hits.Numbered(1), new string('x', 201)));

        Assert.StartsWith("it holds hits of the maximum number of clusters", spool.State.Reason, StringComparison.Ordinal);
        Assert.False(spool.State.IsAvailable);
    }

    private static async Task IsHealthyAsync(SqliteHitSpool spool)
    {
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(spool)).Status);
        Assert.True(spool.State.IsAvailable);
    }

    private static async Task IsDegradedAsync(SqliteHitSpool spool, string description)
    {
        var result = await CheckAsync(spool);
        Assert.Equal((HealthStatus.Degraded, description), (result.Status, result.Description));
        Assert.False(spool.State.IsAvailable);
    }

    private static Task<HealthCheckResult> CheckAsync(SqliteHitSpool spool) =>
        new SpoolHealthCheck(spool).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
