namespace PrivacyGateway.Spooling.Queues;

/// <summary>
/// Which rows there are, told apart from the rows: what damage took can be counted, and what was delivered does not come back from an old
/// page. Written with every commit, into the database and beside it.
/// </summary>
internal sealed record Ledger
{
    /// <summary>The store's own random mark; every record begins with it.</summary>
    public required byte[] Mark { get; init; }

    /// <summary>Grows with every commit: of two ledgers of one store the higher is the later.</summary>
    public long Commit { get; init; }

    /// <summary>Clusters are numbered in the order in which they come; a number is not used twice.</summary>
    public int NextNumber { get; init; } = 1;

    public long Expired { get; init; }

    public long Lost { get; init; }

    public bool IsLostExact { get; init; } = true;

    public long PossibleDuplicates { get; init; }

    public int SetAside { get; init; }

    /// <summary>The last commit of a store that was closed: no later one can be missing.</summary>
    public bool IsClosed { get; init; }

    public IReadOnlyList<LedgerQueue> Queues { get; init; } = [];

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
