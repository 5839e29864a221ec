using System.Numerics;

namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// The rows of one cluster in the index: all places from <see cref="First"/>
/// to before <see cref="Next"/>, except those acknowledged out of order.
/// </summary>
/// <param name="Number">The cluster's number.</param>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="First">The lowest existing place.</param>
/// <param name="Next">The place of the next row.</param>
/// <param name="Gaps">A bit for each place from <paramref name="First"/>, set if the row was removed. Places beyond exist.</param>
internal sealed record IndexedQueue(int Number, string Cluster, long First, long Next, byte[] Gaps)
{
    /// <summary>How far past the first row a row may be taken. Bounds the gaps.</summary>
    public const int Window = 1024;

    public long Rows => Next - First - Gaps.Sum(bits => BitOperations.PopCount(bits));

    public bool Has(long place)
    {
        var at = place - First;
        return at >= 0 && place < Next && (at >= Gaps.Length * 8L || (Gaps[at / 8] & (1 << (int)(at % 8))) == 0);
    }
}
