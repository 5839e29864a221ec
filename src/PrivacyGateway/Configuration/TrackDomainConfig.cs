namespace PrivacyGateway.Configuration;

/// <summary>Timeouts, retries and the circuit of one track domain (a cluster of YARP's).</summary>
internal sealed record TrackDomainConfig
{
    /// <summary>Timeout of one attempt, connecting and the complete response included.</summary>
    [Key("attemptMilliseconds", Least = 100, Most = 60_000, Unit = "milliseconds", Example = "1000")]
    public int AttemptMilliseconds { get; init; } = 2000;

    /// <summary>Timeout of all attempts together.</summary>
    /// <remarks>The pixel itself waits longer only in queue mode. (Protocol §1.6.)</remarks>
    [Key("totalMilliseconds", Least = 100, Most = 120_000, Unit = "milliseconds", Example = "3000")]
    public int TotalMilliseconds { get; init; } = 4500;

    /// <summary>
    /// Retries where no connection was established, so that nothing was sent. Before each round every other healthy destination is tried
    /// once.
    /// </summary>
    [Key("retries", Least = 0, Most = 5, Unit = "rounds", Example = "1")]
    public int Retries { get; init; } = 2;

    /// <summary>Delay before the first retry; doubled for each one after it, with jitter.</summary>
    [Key("retryDelayMilliseconds", Least = 1, Most = 10_000, Unit = "milliseconds", Example = "50")]
    public int RetryDelayMilliseconds { get; init; } = 100;

    /// <summary>Share of the attempts in the window that fail before the circuit opens.</summary>
    [Key("breakerFailures", Least = 1, Most = 100, Unit = "per cent", Example = "80")]
    public int BreakerFailures { get; init; } = 50;

    /// <summary>Attempts in the window below which the circuit never opens.</summary>
    [Key("breakerMinimum", Least = 2, Most = 1_000_000, Unit = "attempts", Example = "10")]
    public int BreakerMinimum { get; init; } = 20;

    /// <summary>The window: how long attempts are counted.</summary>
    [Key("breakerWindowSeconds", Least = 1, Most = 3600, Unit = "seconds", Example = "5")]
    public int BreakerWindowSeconds { get; init; } = 10;

    /// <summary>How long the circuit is open before one attempt probes.</summary>
    [Key("breakerSeconds", Least = 1, Most = 3600, Unit = "seconds", Example = "30")]
    public int BreakerSeconds { get; init; } = 5;
}
