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
    public async Task Spool_with_as_many_hits_as_it_may_have_is_degraded_before_it_refuses_one_and_healthy_once_there_is_room()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 3 }, _time, _logger);
        await spool.KeepNumberedAsync(2);
        await IsHealthyAsync(spool);

        await spool.KeepNumberedAsync(1);
        await IsDegradedAsync(spool, "Hits are refused: it is full: 3 hits wait (Spool.maxRows). Find out why the track domain does not take hits; raise Spool.maxRows if there is room on the disk.");

        await spool.DrainAsync();
        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Spool_without_room_for_an_ordinary_hit_is_full_although_some_bytes_are_left()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 10_000 }, _time, _logger);
        var kept = 0;
        while (await spool.KeepAsync(Hits.Numbered(kept, 1000)))
            kept++;

        Assert.InRange(spool.State.Bytes, 8_000, 9_999);
        await IsDegradedAsync(spool, "Hits are refused: it is full: the hits that wait take up 10000 bytes (Spool.maxBytes). Find out why the track domain does not take hits; raise Spool.maxBytes if there is room on the disk.");
        _time.Pass(TimeSpan.FromMinutes(5));
        Assert.False(await spool.KeepAsync(Hits.Numbered(kept, 1000)));
        await spool.DoneAsync(await spool.TakeAsync(2));
        _time.Pass(TimeSpan.FromSeconds(15));
        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Hit_that_no_spool_of_these_bounds_has_room_for_does_not_make_the_spool_degraded()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxBytes = 100_000 }, _time, _logger);

        Assert.False(await spool.KeepAsync(Hits.Numbered(1, 200_000)));

        await IsHealthyAsync(spool);
    }

    [Fact]
    public async Task Hits_that_are_refused_again_and_again_are_one_line_in_the_log_until_none_is_refused_any_more()
    {
        await using var spool = _folder.Open(SpoolFolder.NoHurry with { MaxRows = 1 }, _time, _logger);
        for (var round = 0; round < 5; round++)
        {
            await spool.KeepNumberedAsync(1);
            Assert.False(await spool.KeepAsync(Hits.Numbered(1)));
            await spool.DrainAsync();
        }

        _time.Pass(TimeSpan.FromSeconds(15));
        Assert.Empty(await spool.TakeAsync());

        Assert.Equal(
            [
                "The spool refuses hits, so those that are not delivered are answered 503: it is full: 1 hits wait (Spool.maxRows). Find out why the track domain does not take hits; raise Spool.maxRows if there is room on the disk.",
                "The spool keeps hits again.",
            ],
            _logger.Lines.Where(line => !line.StartsWith("The spool is open", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hits_of_more_clusters_than_there_is_room_for_are_a_reason_to_be_degraded()
    {
        await using var spool = _folder.Open(time: _time);

        Assert.False(await spool.KeepAsync(Hits.Numbered(1), new string('x', 201)));

        Assert.StartsWith("hits of as many clusters wait", spool.State.Reason, StringComparison.Ordinal);
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
