namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// Composes row ids: the cluster's number in the high bits, the place in the
/// cluster's queue in the low bits, so that one b-tree holds all queues in order.
/// </summary>
internal static class RowId
{
    private const int PlaceBits = 40;

    public static long Create(int cluster, long place) => ((long)cluster << PlaceBits) | place;

    public static int Cluster(long id) => (int)(id >> PlaceBits);

    public static long Place(long id) => id & ((1L << PlaceBits) - 1);
}
