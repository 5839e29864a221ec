using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Faults.Staging;
using PrivacyGateway.Hits;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Faults.Measuring;

/// <summary>How many hits a second are spooled, sequentially and concurrently. Figures, not a verdict.</summary>
internal static class SpoolMeasurement
{
    private const int SingleRows = 300;
    private const int AtOnce = 1000;

    public static async Task<IReadOnlyList<string>> RunAsync(Form form)
    {
        var folder = Directory.CreateTempSubdirectory("faults-spool-");
        try
        {
            await using var spool = new SqliteHitSpool(
                folder.FullName, new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
            await SpoolAsync(spool, AtOnce);
            var single = await RateAsync(() => SpoolInTurnAsync(spool, SingleRows), SingleRows);
            var grouped = await RateAsync(() => SpoolManyAsync(spool, form.GroupedRows), form.GroupedRows);
            return [string.Create(CultureInfo.InvariantCulture,
                $"rows a second spooled, on this disk: {single:0} one at a time (a commit each), {grouped:0} with {AtOnce} at once (group "
                    + $"commit), {grouped / single:0.0} times as many")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> RateAsync(Func<Task> action, int rows)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SpoolInTurnAsync(SqliteHitSpool spool, int rows)
    {
        for (var i = 0; i < rows; i++)
            await SpoolAsync(spool, 1);
    }

    private static async Task SpoolManyAsync(SqliteHitSpool spool, int rows)
    {
        for (var i = 0; i < rows; i += AtOnce)
            await SpoolAsync(spool, AtOnce);
    }

    private static async Task SpoolAsync(SqliteHitSpool spool, int rows)
    {
        var kept = await Task.WhenAll(
            Enumerable.Range(0, rows).Select(_ => spool.TrySpoolAsync(GatewayConfiguration.Cluster, Hit, CancellationToken.None)));
        if (!kept.All(static isSpooled => isSpooled))
            throw new InvalidOperationException("A hit was not spooled.");
    }

    /// <summary>About as large as an ordinary hit.</summary>
    private static RewrittenHit Hit { get; } = new(
        "GET",
        Encoding.ASCII.GetBytes(
            $"/111111111111111/wt?p=600,shop.page,1,1920x1080,24,1,1790000000000,0,1900x900,0&nc=1&cp2={new string('x', 500)}"),
        [new HeaderLine("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), new HeaderLine("Accept", "*/*")],
        Body: null,
        IsAnonymous: true);
}
