namespace PrivacyGateway.Faults.Staging;

/// <summary>A row's requirements for the gateway's configuration.</summary>
internal sealed record GatewaySetup
{
    /// <summary>Quicker than the defaults, so that a short row sees the breaker open, probe and close.</summary>
    private static readonly Dictionary<string, int> Quick =
        new(StringComparer.Ordinal) { ["breakerMinimum"] = 10, ["breakerSeconds"] = 1, ["attemptMilliseconds"] = 1000 };

    /// <summary>The keys of <c>TrackDomains</c>; empty for the defaults.</summary>
    public IReadOnlyDictionary<string, int> Timeout { get; init; } = Quick;

    public bool AccessLog { get; init; }

    public int ConcurrentRequests { get; init; } = 10_000;

    /// <summary>The other track domain is a separate cluster, with a host that leads there.</summary>
    public bool HasNeighbour { get; init; }

    /// <summary>
    /// The other track domain is a second destination of the same cluster, with
    /// these health checks (the cluster's <c>HealthCheck</c>); null if it is not.
    /// </summary>
    public object? SecondDestination { get; init; }
}
