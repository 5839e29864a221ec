using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Spooling;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Faults.Staging;

/// <summary>The spool of a stopped gateway, read with the gateway's own code from a copy: reading to the end deletes.</summary>
internal static class SpoolReading
{
    private const string Folder = "spool";
    private const int AtATime = 1000;

    /// <summary>The gateway's clock may have been wrong when it spooled them.</summary>
    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(1000);

    /// <param name="data">The data directory.</param>
    /// <param name="copy">A folder for the copy.</param>
    /// <param name="mayBeDamaged">Whether the row has damaged its files.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The id of each hit, once for each record of it.</returns>
    public static async Task<IReadOnlyList<int>> IdsAsync(string data, string copy, bool mayBeDamaged, CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.Combine(data, Folder)))
            return [];

        Directory.CreateDirectory(copy);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, Folder)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));

        await using var spool = new SqliteHitSpool(
            copy, new SpoolConfig { MaxAge = AnyAge }, TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
        var ids = new List<int>();
        while (await spool.TakeOldestAsync(GatewayConfiguration.Cluster, AtATime, cancellation) is { Count: > 0 } hits)
        {
            ids.AddRange(hits.SelectMany(static hit => HitId.In(hit.Hit.TargetText)
                .Concat(HitId.In(Encoding.Latin1.GetString(hit.Hit.Body.GetValueOrDefault().Span)))));
            await spool.AcknowledgeAsync(hits);
        }

        return spool.State is { Status: SpoolStatus.Open, Rows: 0 } && (mayBeDamaged || spool.State.Quarantined == 0)
            ? ids
            : throw new InvalidOperationException($"The spool cannot be read to its end: {spool.State}");
    }
}
