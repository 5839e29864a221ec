using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>A process that spools and delivers hits is killed: every promised hit is still stored.</summary>
public sealed class SpoolKillTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("spool-kill-").FullName;

    [Fact]
    public async Task Accepted_hits_survive_repeated_kills_of_the_process()
    {
        var (spooled, delivered) = (new HashSet<int>(), new HashSet<int>());
        for (var round = 1; round <= 5; round++)
        {
            spooled.Clear();
            delivered.Clear();
            await RunUntilKilledAsync(round * 300, spooled, delivered);

            await using var spool = new SqliteHitSpool(
                _directory, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
            var found = await DrainAsync(spool);

            Assert.Superset(spooled.Except(delivered).ToHashSet(), found.ToHashSet());
            Assert.Equal(found.Distinct(), found);
            Assert.Equal((0L, 0), (spool.State.Lost, spool.State.Quarantined));

            // A delivered hit that is found again was in flight when the process died, one at most.
            Assert.InRange(found.Count(delivered.Contains), 0, 1);
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task RunUntilKilledAsync(int promises, HashSet<int> spooled, HashSet<int> delivered)
    {
        var start = new ProcessStartInfo("dotnet", [
            typeof(SpoolKillTests).Assembly.Location, "spool-keep", _directory])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var keeper = Process.Start(start)!;
        while (await keeper.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            (line[0] == '+' ? spooled : delivered).Add(int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture));
            if (spooled.Count == promises)
                keeper.Kill();
        }

        await keeper.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.InRange(spooled.Count, promises, int.MaxValue);
        Assert.NotEmpty(delivered);
    }

    private static async Task<List<int>> DrainAsync(SqliteHitSpool spool)
    {
        var found = new List<int>();
        while (await spool.TakeOldestAsync(SampleHits.Cluster, 1000, TestContext.Current.CancellationToken) is { Count: > 0 } hits)
        {
            found.AddRange(hits.Select(hit => SampleHits.NumberOf(hit.Hit)));
            await spool.AcknowledgeAsync(hits);
        }

        return found;
    }
}
