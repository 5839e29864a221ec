namespace PrivacyGateway.Configuration;

/// <summary>How many hits are spooled for a track domain that cannot be reached, and how they are delivered later.</summary>
internal sealed record SpoolConfig
{
    /// <summary>Hits that are spooled at most; beyond it none is accepted.</summary>
    [Key("maxRows", Least = 1, Most = 1_000_000, Unit = "hits", Example = "500000", NeedsRestart = true)]
    public int MaxRows { get; init; } = 100_000;

    /// <summary>Bytes of the spooled hits at most; beyond it none is accepted.</summary>
    /// <remarks>The file takes about a quarter more for ordinary hits, twice that at worst.</remarks>
    [Key("maxBytes", Least = 1048576, Most = 68719476736, Unit = "bytes", Example = "1073741824", NeedsRestart = true)]
    public long MaxBytes { get; init; } = 268_435_456;

    /// <summary>How long a hit is spooled before it is dropped and counted as expired.</summary>
    [Key("maxAgeMinutes", Least = 1, Most = 43200, Unit = "minutes", Example = "4320", NeedsRestart = true)]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a hit waits for the disk before the response is 503; also how long a stopping process waits for a disk that
    /// hangs (5 seconds at most).
    /// </summary>
    [Key("keepMilliseconds", Least = 100, Most = 30_000, Unit = "milliseconds", Example = "1000", NeedsRestart = true)]
    public int KeepMilliseconds { get; init; } = 2000;

    /// <summary>Spooled hits a second that are sent to one track domain at most.</summary>
    [Key("replayPerSecond", Least = 1, Most = 100_000, Unit = "hits a second", Example = "200")]
    public int ReplayPerSecond { get; init; } = 1000;

    /// <summary>Spooled hits that are under way to one track domain at once.</summary>
    [Key("replayConnections", Least = 1, Most = 64, Unit = "connections", Example = "8")]
    public int ReplayConnections { get; init; } = 4;
}
