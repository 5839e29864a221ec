namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// The list of existing rows, stored separately from the rows, so that rows lost by damage are counted and delivered rows are not restored
/// from old pages. Every commit writes it, to the database and to the index files.
/// </summary>
internal sealed record SpoolIndex
{
    /// <summary>The store's random mark. Every record begins with it.</summary>
    public required byte[] Mark { get; init; }

    /// <summary>The number of the commit: of two indexes of one store, the higher is the later.</summary>
    public long Commit { get; init; }

    /// <summary>The next cluster's number. Numbers are never reused.</summary>
    public int NextNumber { get; init; } = 1;

    public long Expired { get; init; }

    public long Lost { get; init; }

    public bool IsLostExact { get; init; } = true;

    public long PossibleDuplicates { get; init; }

    public int Quarantined { get; init; }

    /// <summary>Whether this is the last commit of a closed store, so that no later commit can be missing.</summary>
    public bool IsClosed { get; init; }

    public IReadOnlyList<IndexedQueue> Queues { get; init; } = [];

    public long Rows => Queues.Sum(queue => queue.Rows);

    public bool Has(long id)
    {
        foreach (var queue in Queues)
        {
            if (queue.Number == RowId.Cluster(id))
                return queue.Has(RowId.Place(id));
        }

        return false;
    }
}
