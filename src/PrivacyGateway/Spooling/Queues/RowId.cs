namespace PrivacyGateway.Spooling.Queues;

/// <summary>A row's id: the cluster's number above, the place in the cluster's queue below, so that one b-tree holds all queues in order.</summary>
internal static class RowId
{
    private const int PlaceBits = 40;

    public static long Of(int cluster, long place) => ((long)cluster << PlaceBits) | place;

    public static int Cluster(long id) => (int)(id >> PlaceBits);

    public static long Place(long id) => id & ((1L << PlaceBits) - 1);
}
