using System.Numerics;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>One cluster's rows: all places from <see cref="First"/> up to <see cref="Next"/>, except those that were delivered out of turn.</summary>
/// <param name="Number">Of the cluster.</param>
/// <param name="Cluster">Its name.</param>
/// <param name="First">The lowest place that is taken up.</param>
/// <param name="Next">The place of the next row.</param>
/// <param name="Gaps">A bit for each place from <paramref name="First"/> on, set where the row is gone; the rest are there.</param>
internal sealed record LedgerQueue(int Number, string Cluster, long First, long Next, byte[] Gaps)
{
    /// <summary>How far behind the first row a row may be taken out of turn: it bounds the gaps.</summary>
    public const int Window = 1024;

    public long Rows => Next - First - Gaps.Sum(bits => BitOperations.PopCount(bits));

    public bool Has(long place)
    {
        var at = place - First;
        return at >= 0 && place < Next && (at >= Gaps.Length * 8L || (Gaps[at / 8] & (1 << (int)(at % 8))) == 0);
    }
}
