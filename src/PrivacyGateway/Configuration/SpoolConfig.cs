namespace PrivacyGateway.Configuration;

/// <summary>How many hits may wait for a track domain that cannot be reached, and how they leave again.</summary>
internal sealed record SpoolConfig
{
    /// <summary>Hits that wait at most; beyond it none is accepted. 1 to 1000000, default 100000.</summary>
    public int MaxRows { get; init; } = 100_000;

    /// <summary>
    /// Bytes of the hits that wait; beyond it none is accepted. 1048576 to 68719476736, default 268435456.
    /// The file takes about a quarter more for ordinary hits, twice that at worst.
    /// </summary>
    public long MaxBytes { get; init; } = 268_435_456;

    /// <summary>How long a hit may wait before it is given up and counted as expired. One minute to 30 days, default 24 hours.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a hit waits for the disk before it is answered 503. 100 to 30000 milliseconds, default 2000.</summary>
    public int KeepMilliseconds { get; init; } = 2000;

    /// <summary>Hits a second that leave the spool for one track domain at most. 1 to 100000, default 1000.</summary>
    public int ReplayPerSecond { get; init; } = 1000;

    /// <summary>How many of them are under way at once. 1 to 64, default 4.</summary>
    public int ReplayConnections { get; init; } = 4;
}
