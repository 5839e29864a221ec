namespace PrivacyGateway.Faults.Staging;

/// <summary>What a row asks of the gateway's configuration.</summary>
internal sealed record GatewaySetup
{
    /// <summary>Quicker than the defaults, so that a short row sees the breaker open, probe and close.</summary>
    private static readonly Dictionary<string, int> Quick = new(StringComparer.Ordinal) { ["breakerMinimum"] = 10, ["breakerSeconds"] = 1, ["attemptMilliseconds"] = 1000 };

    /// <summary>The keys of <c>TrackDomains</c>; none for the defaults.</summary>
    public IReadOnlyDictionary<string, int> Patience { get; init; } = Quick;

    public bool AccessLog { get; init; }

    public int ConcurrentRequests { get; init; } = 10_000;

    /// <summary>The other track domain is one of its own, with a host that leads there.</summary>
    public bool HasNeighbour { get; init; }

    /// <summary>The other track domain is a second destination of the same cluster, with these health checks (the cluster's <c>HealthCheck</c>); null if it is none.</summary>
    public object? SecondDestination { get; init; }
}
