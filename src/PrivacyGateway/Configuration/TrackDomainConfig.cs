namespace PrivacyGateway.Configuration;

/// <summary>How patient the gateway is with one track domain (a cluster of YARP's), and when it leaves it alone.</summary>
internal sealed record TrackDomainConfig
{
    /// <summary>Milliseconds for one attempt, connecting and the complete answer included. 100 to 60000, default 2000.</summary>
    public int AttemptMilliseconds { get; init; } = 2000;

    /// <summary>Milliseconds for all attempts together. 100 to 120000, default 4500: the pixel's own patience is longer only in queue mode. (Protocol §1.6.)</summary>
    public int TotalMilliseconds { get; init; } = 4500;

    /// <summary>Further attempts where no connection came about, so that nothing was sent. 0 to 5, default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Milliseconds before the first further attempt, doubled for each one after it, with jitter. 1 to 10000, default 100.</summary>
    public int RetryDelayMilliseconds { get; init; } = 100;

    /// <summary>Per cent of the attempts in <see cref="BreakerWindowSeconds"/> that fail before the circuit breaker opens. 1 to 100, default 50.</summary>
    public int BreakerFailures { get; init; } = 50;

    /// <summary>Attempts in that window below which it never opens. 2 to 1000000, default 20.</summary>
    public int BreakerMinimum { get; init; } = 20;

    /// <summary>Seconds over which attempts are counted. 1 to 3600, default 10.</summary>
    public int BreakerWindowSeconds { get; init; } = 10;

    /// <summary>Seconds for which it stays open before one attempt may probe. 1 to 3600, default 5.</summary>
    public int BreakerSeconds { get; init; } = 5;
}
