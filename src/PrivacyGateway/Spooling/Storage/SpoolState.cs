namespace PrivacyGateway.Spooling.Storage;

/// <summary>The state of the spool. The totals are persistent, like the rows.</summary>
internal sealed record SpoolState
{
    public SpoolStatus Status { get; init; }

    /// <summary>Why hits are refused, or were refused recently; null while they are spooled.</summary>
    public Refusal? Refusal { get; init; }

    public string? Reason => Refusal?.Reason;

    /// <summary>A risk to hits that are spooled; null without a risk.</summary>
    public string? Risk { get; init; }

    /// <summary>Whether hits are spooled.</summary>
    public bool IsAvailable => Status is SpoolStatus.Open or SpoolStatus.Opening && Refusal is null;

    /// <summary>How long the current commit has taken; zero while the disk is idle.</summary>
    public TimeSpan CommitAge { get; init; }

    /// <summary>The number of spooled hits, including taken ones.</summary>
    public long Rows { get; init; }

    /// <summary>The size of their records, without the file's overhead.</summary>
    public long Bytes { get; init; }

    /// <summary>The time of day when the oldest hit was spooled.</summary>
    public DateTimeOffset? OldestSpooledAt { get; init; }

    /// <summary>The same time on the spool's own clock.</summary>
    public TimeSpan? OldestUptime { get; init; }

    /// <summary>The age of the oldest hit. Steps of the time of day do not change it.</summary>
    public TimeSpan OldestAge { get; init; }

    /// <summary>The number of spooled hits by cluster; without entries for empty queues.</summary>
    public IReadOnlyDictionary<string, int> Waiting { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The number of hits removed because of their age.</summary>
    public long Expired { get; init; }

    /// <summary>The number of hits lost by damage to the files.</summary>
    public long Lost { get; init; }

    /// <summary>False if damage also destroyed every index: <see cref="Lost"/> is then a lower bound.</summary>
    public bool IsLostExact { get; init; } = true;

    /// <summary>The number of hits salvaged without an index. They may be delivered twice.</summary>
    public long PossibleDuplicates { get; init; }

    /// <summary>How often damaged files were quarantined.</summary>
    public int Quarantined { get; init; }
}
