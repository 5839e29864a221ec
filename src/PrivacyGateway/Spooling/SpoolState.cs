namespace PrivacyGateway.Spooling;

/// <summary>What the spool holds and what has become of the rest. The totals outlive a restart, as the rows do.</summary>
internal sealed record SpoolState
{
    public SpoolStatus Status { get; init; }

    /// <summary>Why it is unavailable: a sentence for the log and the health check.</summary>
    public string? Reason { get; init; }

    /// <summary>Hits that wait, also those that are taken.</summary>
    public long Rows { get; init; }

    /// <summary>Their bytes, without what the file needs around them.</summary>
    public long Bytes { get; init; }

    public DateTimeOffset? OldestKeptAt { get; init; }

    /// <summary>Hits that wait, by cluster; no entry where none does.</summary>
    public IReadOnlyDictionary<string, int> Waiting { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Given up for their age.</summary>
    public long Expired { get; init; }

    /// <summary>Accepted, and destroyed by damage to the files.</summary>
    public long Lost { get; init; }

    /// <summary>False if some damage destroyed every record of the number too: then <see cref="Lost"/> is the least it can be.</summary>
    public bool IsLostExact { get; init; } = true;

    /// <summary>Hits salvaged although no record told which had been delivered: they may be delivered twice.</summary>
    public long PossibleDuplicates { get; init; }

    /// <summary>How often damaged files were set aside.</summary>
    public int SetAside { get; init; }
}
