using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>
/// Spools hits until it is killed, twenty at a time, delivers every tenth, and writes the promises to stdout, unbuffered:
/// <c>+n</c> for a spooled hit, <c>?n</c> before one is delivered.
/// </summary>
internal static class SpoolKeeper
{
    private static readonly Stream Out = Console.OpenStandardOutput();

    public static async Task<int> RunAsync(string directory)
    {
        await using var spool = new SqliteHitSpool(directory, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
        var number = -1;
        await Task.WhenAll([.. Enumerable.Range(0, 20).Select(_ => Task.Run(SpoolAsync)), DeliverAsync()]);
        return 0;

        async Task SpoolAsync()
        {
            while (true)
            {
                var mine = Interlocked.Increment(ref number);
                if (await spool.TrySpoolAsync(SampleHits.Cluster, SampleHits.Numbered(mine), CancellationToken.None))
                    Report('+', mine);
            }
        }

        async Task DeliverAsync()
        {
            while (true)
            {
                var taken = await spool.TakeOldestAsync(SampleHits.Cluster, 10, CancellationToken.None);
                foreach (var hit in taken.Take(1))
                    Report('?', SampleHits.NumberOf(hit.Hit));
                await spool.AcknowledgeAsync([.. taken.Take(1)]);
                await spool.ReleaseAsync([.. taken.Skip(1)]);
            }
        }
    }

    private static void Report(char description, int number)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{description}{number}\n"));
        lock (Out)
            Out.Write(line);
    }
}
