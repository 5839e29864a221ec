using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.IntegrationTests.Spooling;

/// <summary>
/// Keeps hits until it is killed, twenty at a time, delivers every tenth, and writes on stdout, unbuffered, what it was promised:
/// <c>+n</c> for a hit that is kept, <c>?n</c> before one is delivered.
/// </summary>
internal static class SpoolKeeper
{
    private static readonly Stream Out = Console.OpenStandardOutput();

    public static async Task<int> RunAsync(string directory)
    {
        await using var spool = new SqliteHitSpool(directory, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
        var number = -1;
        await Task.WhenAll([.. Enumerable.Range(0, 20).Select(_ => Task.Run(KeepAsync)), DeliverAsync()]);
        return 0;

        async Task KeepAsync()
        {
            while (true)
            {
                var mine = Interlocked.Increment(ref number);
                if (await spool.TryKeepAsync(SampleHits.Cluster, SampleHits.Numbered(mine), CancellationToken.None))
                    Say('+', mine);
            }
        }

        async Task DeliverAsync()
        {
            while (true)
            {
                var taken = await spool.TakeOldestAsync(SampleHits.Cluster, 10, CancellationToken.None);
                foreach (var hit in taken.Take(1))
                    Say('?', SampleHits.NumberOf(hit.Hit));
                await spool.DoneAsync([.. taken.Take(1)]);
                await spool.ReleaseAsync([.. taken.Skip(1)]);
            }
        }
    }

    private static void Say(char what, int number)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}{number}\n"));
        lock (Out)
            Out.Write(line);
    }
}
