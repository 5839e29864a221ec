using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling;

/// <summary>What the spool holds and what has become of the rest. The totals outlive a restart, as the rows do.</summary>
internal sealed record SpoolState
{
    public SpoolStatus Status { get; init; }

    /// <summary>Why hits are refused, or were a moment ago; null while they are kept.</summary>
    public Refusal? Refusal { get; init; }

    public string? Reason => Refusal?.Reason;

    /// <summary>What endangers hits that are kept all the same; null if nothing does.</summary>
    public string? Risk { get; init; }

    /// <summary>Whether hits are kept.</summary>
    public bool IsAvailable => Status is SpoolStatus.Open or SpoolStatus.Opening && Refusal is null;

    /// <summary>How long the disk has been busy with the commit under way; zero if none is.</summary>
    public TimeSpan CommitAge { get; init; }

    /// <summary>Hits that wait, also those that are taken.</summary>
    public long Rows { get; init; }

    /// <summary>Their bytes, without what the file needs around them.</summary>
    public long Bytes { get; init; }

    /// <summary>The time of day when the oldest of them was accepted.</summary>
    public DateTimeOffset? OldestKeptAt { get; init; }

    /// <summary>The same by the spool's own clock.</summary>
    public TimeSpan? OldestUptime { get; init; }

    /// <summary>How long the oldest has waited; steps of the time of day do not change it.</summary>
    public TimeSpan OldestAge { get; init; }

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
