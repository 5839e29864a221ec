using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Faults.Browsing;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Faults.Staging;

/// <summary>What a stopped gateway left in its spool, read with the gateway's own code. Nothing is removed.</summary>
internal static class SpoolReading
{
    private const int AtATime = 1000;

    /// <returns>The id of each hit, once for each time that it is there.</returns>
    public static async Task<IReadOnlyList<int>> IdsAsync(string data, CancellationToken cancellation)
    {
        await using var spool = new SqliteHitSpool(Path.Combine(data, "spool"), new SpoolConfig(), TimeProvider.System, NullLogger<SqliteHitSpool>.Instance);
        var ids = new List<int>();
        while (await spool.TakeOldestAsync(GatewayConfiguration.Cluster, AtATime, cancellation) is { Count: > 0 } hits)
            ids.AddRange(hits.SelectMany(static hit => HitId.In(hit.Hit.Target).Concat(HitId.In(Encoding.Latin1.GetString(hit.Hit.Body.GetValueOrDefault().Span)))));
        return spool.State.Status == SpoolStatus.Open ? ids : throw new InvalidOperationException($"The spool cannot be read: {spool.State.Reason}");
    }
}
