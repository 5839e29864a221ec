namespace PrivacyGateway.Configuration;

/// <summary>How the gateway leaves.</summary>
internal sealed record ShutdownConfig
{
    /// <summary>Seconds between failing readiness and closing the listeners, in which a balancer takes the gateway out. 0 to 600, default 0.</summary>
    public int DelaySeconds { get; init; }

    /// <summary>Seconds that requests under way have after that. 1 to 600, default 30.</summary>
    public int GraceSeconds { get; init; } = 30;
}
