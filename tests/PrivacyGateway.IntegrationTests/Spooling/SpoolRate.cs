using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>Prints how many hits a second are spooled in a directory: sequentially, and a hundred at once; and delivered again.</summary>
internal static class SpoolRate
{
    public static async Task<int> RunAsync(string directory)
    {
        await using var spool = new SqliteHitSpool(directory, new SpoolConfig { MaxRows = 1_000_000, MaxBytes = 1L << 32 },
            TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
        await SpoolAsync(spool, keepers: 1, each: 20);

        await MeasureAsync("single commits, one keeper", 1000, () => SpoolAsync(spool, keepers: 1, each: 1000));
        await MeasureAsync("group commits, 10 keepers", 5000, () => SpoolAsync(spool, keepers: 10, each: 500));
        await MeasureAsync("group commits, 100 keepers", 50_000, () => SpoolAsync(spool, keepers: 100, each: 500));
        await MeasureAsync("group commits, 1000 keepers", 100_000, () => SpoolAsync(spool, keepers: 1000, each: 100));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"bytes a hit: {spool.State.Bytes / spool.State.Rows}; file bytes a hit: "
                + $"{new FileInfo(Path.Combine(directory, "spool.db")).Length / spool.State.Rows}"));
        await MeasureAsync("taken and done, 100 at once", (int)spool.State.Rows, () => DrainAsync(spool));
        return 0;
    }

    private static Task SpoolAsync(SqliteHitSpool spool, int keepers, int each) =>
        Task.WhenAll(Enumerable.Range(0, keepers).Select(keeper => Task.Run(async () =>
    {
        for (var i = 0; i < each; i++)
        {
            if (!await spool.TrySpoolAsync(SampleHits.Cluster, SampleHits.Numbered((keeper * each) + i), CancellationToken.None))
                throw new InvalidOperationException("It was not spooled.");
        }
    })));

    private static async Task DrainAsync(SqliteHitSpool spool)
    {
        while (await spool.TakeOldestAsync(SampleHits.Cluster, 100, CancellationToken.None) is { Count: > 0 } hits)
            await spool.AcknowledgeAsync(hits);
    }

    private static async Task MeasureAsync(string description, int count, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{description}: {count / watch.Elapsed.TotalSeconds:F0} hits a second"));
    }
}
